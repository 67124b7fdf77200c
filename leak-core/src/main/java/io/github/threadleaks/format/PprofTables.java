// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.snapshot.SnapshotFrame;

/**
 * The texts, functions and locations of a profile, each written once, when it is first
 * needed: the parts of a message may come in any order.
 */
final class PprofTables {

	/** The only mapping: what is loaded into a JVM is not told apart. */
	static final int MAPPING = 1;

	private static final int LOCATION = 4;

	private static final int FUNCTION = 5;

	private static final int STRING_TABLE = 6;

	private final ProtoWriter out;

	private final Map<String, Integer> texts = new HashMap<>();

	private final Map<Function, Integer> functions = new HashMap<>();

	private final Map<Location, Integer> locations = new HashMap<>();

	PprofTables(ProtoWriter out) {
		this.out = out;
		text("");
	}

	/** The index of a text; that of the empty one is 0. */
	int text(String text) {
		return this.texts.computeIfAbsent(text, (fresh) -> {
			this.out.text(STRING_TABLE, fresh);
			return this.texts.size();
		});
	}

	/** The ids of a stack's locations, innermost first. */
	long[] stack(List<SnapshotFrame> frames) {
		if (frames.isEmpty()) {
			return new long[] { location(FormatWords.NO_STACK, "", 0) };
		}
		return frames.stream()
			.mapToLong((frame) -> location(frame.site().toString(), frame.file().toString(), frame.line()))
			.toArray();
	}

	private int location(String site, String file, int line) {
		return this.locations.computeIfAbsent(new Location(function(site, file), line), (fresh) -> {
			int id = this.locations.size() + 1;
			ProtoWriter place = new ProtoWriter().number(1, fresh.function()).number(2, fresh.line());
			this.out.message(LOCATION, new ProtoWriter().number(1, id).number(2, MAPPING).message(4, place));
			return id;
		});
	}

	private int function(String site, String file) {
		return this.functions.computeIfAbsent(new Function(text(site), text(file)), (fresh) -> {
			int id = this.functions.size() + 1;
			this.out.message(FUNCTION,
					new ProtoWriter().number(1, id)
						.number(2, fresh.name())
						.number(3, fresh.name())
						.number(4, fresh.file()));
			return id;
		});
	}

	private record Function(int name, int file) {
	}

	private record Location(int function, int line) {
	}

}
