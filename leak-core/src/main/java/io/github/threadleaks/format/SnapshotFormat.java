// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

import io.github.threadleaks.snapshot.Snapshot;

/**
 * How a snapshot is written.
 */
public enum SnapshotFormat {

	/** Profile of {@code go tool pprof} and Pyroscope, gzipped. */
	PPROF("application/octet-stream"),

	/** Call graph for Graphviz. */
	DOT("text/vnd.graphviz"),

	/** A line a stack, for flame graph tools. */
	COLLAPSED("text/vnd.threadleaks.collapsed"),

	/** Groups for a terminal; with full detail like {@code jstack}. */
	TEXT("text/plain;charset=UTF-8"),

	/** A page with a flame graph. */
	FLAMEGRAPH("text/html;charset=UTF-8"),

	/** What programs read. */
	JSON("application/json");

	private final String mediaType;

	SnapshotFormat(String mediaType) {
		this.mediaType = mediaType;
	}

	/**
	 * The type of what is written.
	 * @return a media type
	 */
	public String mediaType() {
		return this.mediaType;
	}

	/**
	 * The name in a path.
	 * @return the lower-case name
	 */
	public String parameter() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Finds a format by its name in a path.
	 * @param parameter the name
	 * @return the format, or empty if there is none of that name
	 */
	public static Optional<SnapshotFormat> of(String parameter) {
		return Arrays.stream(values()).filter((format) -> format.parameter().equals(parameter)).findFirst();
	}

	/**
	 * Whether it draws stacks, of which a summary has none.
	 * @return whether the snapshot has to be grouped or full
	 */
	public boolean needsStacks() {
		return this != JSON && this != TEXT;
	}

	/**
	 * Writes a snapshot as it is read.
	 * @param snapshot the snapshot
	 * @return a stream that holds one piece at a time, and nothing that needs closing
	 */
	public InputStream open(Snapshot snapshot) {
		return new PieceStream(switch (this) {
			case PPROF -> PprofFormat.pieces(snapshot);
			case DOT -> DotFormat.pieces(snapshot);
			case COLLAPSED -> CollapsedFormat.pieces(snapshot);
			case TEXT -> TextFormat.pieces(snapshot);
			case FLAMEGRAPH -> FlameGraphFormat.pieces(snapshot);
			case JSON -> JsonFormat.pieces(snapshot);
		});
	}

}
