// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.Optional;

/**
 * Says in words why births are not recorded, and what to do.
 */
final class RecorderTrouble {

	/** The stream is open and tells nothing. */
	static final String SILENT = "Flight Recorder has told nothing for 20 s:"
			+ " which code starts threads is not known until it does. Was its recording stopped?";

	private static final String CONSEQUENCE = ", so it is not known which code starts threads. ";

	private RecorderTrouble() {
	}

	static String atStart(Throwable ex) {
		if (ex instanceof LinkageError || ex instanceof UnsupportedOperationException) {
			return "This Java runtime has no usable module jdk.jfr (" + ex.getClass().getSimpleName() + ")"
					+ CONSEQUENCE + "Use a HotSpot runtime with it (jlink --add-modules jdk.jfr).";
		}
		return "Flight Recorder could not start (" + words(ex) + ")" + CONSEQUENCE
				+ "It needs a java.io.tmpdir that can be written to.";
	}

	static String later(Throwable ex) {
		return "Flight Recorder's events could not all be read (" + words(ex)
				+ "): which code starts threads may be missing for some.";
	}

	static String ended(Optional<String> before) {
		return "Flight Recorder's stream has ended: which code has started threads since then is not known. "
				+ before.orElse("Restart the application to record again.");
	}

	static String atClose(Throwable ex) {
		return "Flight Recorder's stream could not be closed (" + words(ex) + ").";
	}

	private static String words(Throwable ex) {
		return ex.getClass().getSimpleName() + ": " + ex.getMessage();
	}

}
