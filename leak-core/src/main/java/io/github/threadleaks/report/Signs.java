// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.util.List;
import java.util.Optional;

import io.github.threadleaks.redact.RedactedText;

/**
 * What else there is to tell than threads.
 *
 * @param signals what was read, in the order of its sources
 * @param together in one sentence, what grows together with leaked threads; empty if
 * nothing does
 */
public record Signs(List<Signal> signals, Optional<RedactedText> together) {

	/** Nothing is read. */
	public static final Signs NONE = new Signs(List.of(), Optional.empty());

	public Signs {
		signals = List.copyOf(signals);
	}

}
