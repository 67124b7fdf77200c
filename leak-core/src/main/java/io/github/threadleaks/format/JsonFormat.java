// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;

/**
 * A snapshot as JSON: a piece a group, three a thread, whose stack is most of it and
 * often that of thousands.
 */
final class JsonFormat {

	/** About 200 KB of them; more distinct ones are written each time. */
	private static final int STACKS_KEPT = 64;

	private final JsonText json = new JsonText();

	private final Map<List<SnapshotFrame>, byte[]> stacks = new HashMap<>();

	private JsonFormat() {
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		JsonFormat format = new JsonFormat();
		Stream<byte[]> content = (snapshot instanceof SnapshotDifference difference) ? format.changes(difference)
				: format.threads((ThreadSnapshot) snapshot);
		return Pieces
			.concat(List.of(Pieces.lazy(() -> format.begin(snapshot)), content,
					Pieces.lazy(() -> format.end(snapshot))))
			.iterator();
	}

	private Stream<byte[]> threads(ThreadSnapshot snapshot) {
		return switch (snapshot.detail()) {
			case SUMMARY -> Pieces.lazy(() -> this.json.field("threads", snapshot.threads())
				.field("states", snapshot.states())
				.field("daemon", snapshot.daemon())
				.take());
			case GROUPED -> Stream.concat(Pieces.lazy(() -> this.json.field("threads", snapshot.threads()).take()),
					array("groups", snapshot.groups().stream().map(this::group)));
			case FULL -> array("threads", snapshot.all().stream().flatMap(this::member));
		};
	}

	private Stream<byte[]> changes(SnapshotDifference difference) {
		Stream<byte[]> counts = Pieces.lazy(() -> this.json.field("since", difference.since())
			.field("threads", difference.threads())
			.field("threadsBefore", difference.threadsBefore())
			.take());
		if (difference.detail() == SnapshotDetail.SUMMARY) {
			return counts;
		}
		return Pieces.concat(List.of(counts, array("grew", difference.grew().stream().map(this::change)),
				array("shrank", difference.shrank().stream().map(this::change)),
				array("appeared", difference.appeared().stream().map(this::change)),
				array("vanished", difference.vanished().stream().map(this::change))));
	}

	private byte[] begin(Snapshot snapshot) {
		return this.json.open()
			.field("takenAt", snapshot.takenAt())
			.field("detail", snapshot.detail().parameter())
			.take();
	}

	private byte[] end(Snapshot snapshot) {
		if (!snapshot.degraded().isEmpty()) {
			this.json.field("degraded", snapshot.degraded());
		}
		return this.json.close().take();
	}

	private Stream<byte[]> array(String name, Stream<byte[]> elements) {
		return Pieces.concat(List.of(Pieces.lazy(() -> this.json.openArray(name).take()), elements,
				Pieces.lazy(() -> this.json.closeArray().take())));
	}

	private byte[] group(ThreadSnapshot.Group group) {
		this.json.next().open().field("threads", group.threads());
		return described(group);
	}

	private byte[] change(Change change) {
		this.json.next()
			.open()
			.field("change", change.change())
			.field("before", change.before())
			.field("now", change.now());
		return described(change.group());
	}

	private byte[] described(ThreadSnapshot.Group group) {
		this.json.field("threadName", group.threadName())
			.field("kind", group.kind())
			.field("states", group.states())
			.field("frames", group.frames())
			.optional("waitsOn", group.waitsOn())
			.field("createdAt", group.createdAt());
		if (!group.labels().isEmpty()) {
			this.json.field("labels", group.labels());
		}
		return this.json.field("oldest", group.oldest()).close().take();
	}

	private Stream<byte[]> member(ThreadSnapshot.Member member) {
		byte[] before = this.json.next()
			.open()
			.field("id", member.id())
			.field("name", member.name())
			.field("kind", member.kind())
			.field("state", member.state())
			.field("age", member.age())
			.field("daemon", member.daemon())
			.name("frames")
			.take();
		byte[] stack = stack(member.frames());
		byte[] after = this.json.optional("waitsOn", member.waitsOn())
			.optional("lockOwner", member.lockOwner())
			.field("labels", member.labels())
			.close()
			.take();
		return Stream.of(before, stack, after);
	}

	private byte[] stack(List<SnapshotFrame> frames) {
		byte[] known = this.stacks.get(frames);
		if (known != null) {
			return known;
		}
		byte[] written = this.json.value(frames).take();
		if (this.stacks.size() < STACKS_KEPT) {
			this.stacks.put(frames, written);
		}
		return written;
	}

}
