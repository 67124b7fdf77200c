// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What one dump of threads told.
 *
 * @param takenAt when
 * @param virtual the virtual threads
 * @param pools who is in which executor
 * @param whole whether those are all: neither does the JVM keep some to itself
 * ({@code -Djdk.trackAllThreads=false}), nor were there too many to read
 * @param cost CPU time of the dump, reading included
 * @param lacks in words, what is missing and why
 */
public record ThreadDump(Instant takenAt, List<SampledThread> virtual, OwnerPools pools, boolean whole, Duration cost,
		List<String> lacks) {

	public ThreadDump {
		virtual = List.copyOf(virtual);
		lacks = List.copyOf(lacks);
	}

}
