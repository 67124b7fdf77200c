// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Iterator;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;
import io.github.threadleaks.snapshot.ThreadSnapshot;

/**
 * A snapshot as JSON: a piece a group or thread.
 */
final class JsonFormat {

	private JsonFormat() {
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		JsonText json = new JsonText();
		Stream<String> content = (snapshot instanceof SnapshotDifference difference) ? changes(json, difference)
				: threads(json, (ThreadSnapshot) snapshot);
		return Pieces.of(Pieces.concat(
				List.of(Pieces.lazy(() -> begin(json, snapshot)), content, Pieces.lazy(() -> end(json, snapshot)))));
	}

	private static Stream<String> threads(JsonText json, ThreadSnapshot snapshot) {
		return switch (snapshot.detail()) {
			case SUMMARY -> Pieces.lazy(() -> json.field("threads", snapshot.threads())
				.field("states", snapshot.states())
				.field("daemon", snapshot.daemon())
				.take());
			case GROUPED -> Stream.concat(Pieces.lazy(() -> json.field("threads", snapshot.threads()).take()),
					array(json, "groups", snapshot.groups(), JsonFormat::group));
			case FULL -> array(json, "threads", snapshot.all(), JsonFormat::member);
		};
	}

	private static Stream<String> changes(JsonText json, SnapshotDifference difference) {
		Stream<String> counts = Pieces.lazy(() -> json.field("since", difference.since())
			.field("threads", difference.threads())
			.field("threadsBefore", difference.threadsBefore())
			.take());
		if (difference.detail() == SnapshotDetail.SUMMARY) {
			return counts;
		}
		return Pieces.concat(List.of(counts, array(json, "grew", difference.grew(), JsonFormat::change),
				array(json, "shrank", difference.shrank(), JsonFormat::change),
				array(json, "appeared", difference.appeared(), JsonFormat::change),
				array(json, "vanished", difference.vanished(), JsonFormat::change)));
	}

	private static String begin(JsonText json, Snapshot snapshot) {
		return json.open().field("takenAt", snapshot.takenAt()).field("detail", snapshot.detail().parameter()).take();
	}

	private static String end(JsonText json, Snapshot snapshot) {
		if (!snapshot.degraded().isEmpty()) {
			json.field("degraded", snapshot.degraded());
		}
		return json.close().take();
	}

	private static <T> Stream<String> array(JsonText json, String name, List<T> elements,
			BiConsumer<JsonText, T> writer) {
		return Pieces
			.concat(List.of(Pieces.lazy(() -> json.openArray(name).take()), elements.stream().map((element) -> {
				writer.accept(json.next().open(), element);
				return json.close().take();
			}), Pieces.lazy(() -> json.closeArray().take())));
	}

	private static void group(JsonText json, ThreadSnapshot.Group group) {
		json.field("threads", group.threads());
		describe(json, group);
	}

	private static void change(JsonText json, Change change) {
		json.field("change", change.change()).field("before", change.before()).field("now", change.now());
		describe(json, change.group());
	}

	private static void describe(JsonText json, ThreadSnapshot.Group group) {
		json.field("threadName", group.threadName())
			.field("kind", group.kind())
			.field("states", group.states())
			.field("frames", group.frames())
			.optional("waitsOn", group.waitsOn())
			.field("createdAt", group.createdAt());
		if (!group.labels().isEmpty()) {
			json.field("labels", group.labels());
		}
		json.field("oldest", group.oldest());
	}

	private static void member(JsonText json, ThreadSnapshot.Member member) {
		json.field("id", member.id())
			.field("name", member.name())
			.field("kind", member.kind())
			.field("state", member.state())
			.field("age", member.age())
			.field("daemon", member.daemon())
			.field("frames", member.frames())
			.optional("waitsOn", member.waitsOn())
			.optional("lockOwner", member.lockOwner())
			.field("labels", member.labels());
	}

}
