// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Reads one number of this JVM.
 *
 * @param name which one, such as {@code heap} or {@code connections:HikariPool-1}; raw
 * @param kind what it counts
 * @param grain the least change that is looked at, in the kind's unit, above 0: growth
 * counts from five of it on, as it does of threads
 * @param value reads the number, in less than 0.1 ms; empty while it is not known
 */
public record SignalSource(String name, SignalKind kind, double grain, Supplier<OptionalDouble> value) {

	public SignalSource {
		if (!(grain > 0)) {
			throw new IllegalArgumentException("The grain of signal " + name + " must be above 0, not " + grain);
		}
	}

}
