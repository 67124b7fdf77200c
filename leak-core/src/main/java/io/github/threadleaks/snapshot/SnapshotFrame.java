// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import io.github.threadleaks.redact.RedactedText;

/**
 * One frame of a stack.
 *
 * @param text class, method, file and line, such as
 * {@code com.acme.OrderService.export(OrderService.java:42)}
 * @param site class and method
 * @param file the source file's name, or empty
 * @param line the line, or 0 when unknown
 */
public record SnapshotFrame(RedactedText text, RedactedText site, RedactedText file, int line) {

	@Override
	public String toString() {
		return this.text.toString();
	}

}
