// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.snapshot.Snapshot;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotDifference.Change;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;

/**
 * A line a group or thread for flame graph tools: its name and then its frames, the
 * outermost first, joined by {@code ;}, a space, and how many threads. Of a difference
 * the line has two numbers, before and now, as {@code difffolded.pl} writes them. The
 * grammar is that of https://github.com/brendangregg/FlameGraph.
 * <p>
 * What the grammar uses is replaced: {@code ;} by {@code ,} and, in frames, whose last
 * one stands before the numbers, space by {@code _}.
 */
final class CollapsedFormat {

	private CollapsedFormat() {
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		return Pieces.of((snapshot instanceof SnapshotDifference difference) ? changes(difference)
				: threads((ThreadSnapshot) snapshot));
	}

	private static Stream<String> threads(ThreadSnapshot snapshot) {
		return Stream.concat(
				snapshot.groups()
					.stream()
					.map((group) -> stack(group.threadName(), group.frames()) + " " + group.threads() + "\n"),
				snapshot.all().stream().map((member) -> stack(member.name(), member.frames()) + " 1\n"));
	}

	private static Stream<String> changes(SnapshotDifference difference) {
		return Pieces.concat(List.of(changes(difference.grew()), changes(difference.shrank()),
				changes(difference.appeared()), changes(difference.vanished())));
	}

	private static Stream<String> changes(List<Change> changes) {
		return changes.stream()
			.map((change) -> stack(change.group().threadName(), change.group().frames()) + " " + change.before() + " "
					+ change.now() + "\n");
	}

	private static String stack(RedactedText name, List<SnapshotFrame> frames) {
		StringBuilder out = new StringBuilder(64 * (frames.size() + 1));
		String root = name.toString().replace(';', ',').strip();
		out.append(root.isEmpty() ? FormatWords.NO_NAME : root);
		for (int i = frames.size() - 1; i >= 0; i--) {
			out.append(';');
			appendFrame(out, frames.get(i).site().toString());
		}
		if (frames.isEmpty()) {
			out.append(';').append(FormatWords.NO_STACK);
		}
		return out.toString();
	}

	private static void appendFrame(StringBuilder out, String site) {
		if (site.isEmpty()) {
			out.append(FormatWords.NO_NAME);
		}
		for (int i = 0; i < site.length(); i++) {
			char c = site.charAt(i);
			out.append((c == ';') ? ',' : (Character.isWhitespace(c) || Character.isSpaceChar(c)) ? '_' : c);
		}
	}

}
