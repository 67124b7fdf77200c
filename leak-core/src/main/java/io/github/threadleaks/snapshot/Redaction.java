// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.sample.WaitLock;

/**
 * Masks the texts of one snapshot, frames and stacks once each: ten thousand threads have
 * a dozen.
 */
final class Redaction {

	private final Redactor redactor;

	private final Map<ThreadStack, List<SnapshotFrame>> stacks = new HashMap<>();

	private final Map<Frame, SnapshotFrame> frames = new HashMap<>();

	Redaction(Redactor redactor) {
		this.redactor = redactor;
	}

	RedactedText text(String raw) {
		return this.redactor.redact(raw);
	}

	RedactedText sentence(String sentence, Object... parts) {
		return this.redactor.sentence(sentence, parts);
	}

	/** As {@link Object#toString()} has it. */
	RedactedText lock(WaitLock lock) {
		return this.redactor.redact(lock.type(), (type) -> type + "@" + Integer.toHexString(lock.identity()));
	}

	/** The masked name of a group, by one of its names. */
	RedactedText groupName(String exampleName) {
		return this.redactor.redact(exampleName, NameMask::mask);
	}

	List<SnapshotFrame> frames(ThreadStack stack) {
		return this.stacks.computeIfAbsent(stack, (key) -> key.frames().stream().map(this::frame).toList());
	}

	private SnapshotFrame frame(Frame raw) {
		return this.frames.computeIfAbsent(raw, (key) -> new SnapshotFrame(this.redactor.redact(key.toString()),
				this.redactor.redact(key.site()), this.redactor.redact(key.file()), Math.max(0, key.line())));
	}

	List<RedactedText> createdAt(CreationSite site, boolean isEarlier) {
		if (!site.isKnown() && isEarlier) {
			return List.of(this.redactor.redact(Origin.EARLIER_IN_WORDS));
		}
		return site.frames().stream().map((frame) -> frame(frame).text()).toList();
	}

	Map<RedactedText, RedactedText> labels(Map<String, String> raw) {
		if (raw.isEmpty()) {
			return Map.of();
		}
		Map<RedactedText, RedactedText> labels = new TreeMap<>();
		raw.forEach((label, value) -> labels.put(this.redactor.redact(label), this.redactor.label(label, value)));
		return labels;
	}

}
