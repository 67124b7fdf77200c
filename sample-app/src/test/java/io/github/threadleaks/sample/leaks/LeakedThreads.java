// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Live threads as a scenario leaves them: how they are called, and a method that they
 * must be in.
 *
 * @param scenario the leak that leaves them
 * @param perRun how many each run leaves
 * @param name what their names match
 * @param frame class and method
 */
record LeakedThreads(String scenario, int perRun, Pattern name, String frame) {

	static LeakedThreads of(String scenario, String name, String frame) {
		return new LeakedThreads(scenario, 1, Pattern.compile(name), frame);
	}

	LeakedThreads perRun(int threads) {
		return new LeakedThreads(this.scenario, threads, this.name, this.frame);
	}

	/** Those that live now. */
	Set<Thread> live() {
		return Thread.getAllStackTraces()
			.entrySet()
			.stream()
			.filter((thread) -> this.name.matcher(thread.getKey().getName()).matches())
			.filter((thread) -> Arrays.stream(thread.getValue()).anyMatch(this::isFrame))
			.map(Map.Entry::getKey)
			.collect(Collectors.toSet());
	}

	/** Those that live now and did not then. */
	Set<Thread> since(Set<Thread> then) {
		Set<Thread> since = new HashSet<>(live());
		since.removeAll(then);
		return since;
	}

	private boolean isFrame(StackTraceElement element) {
		return this.frame.equals(element.getClassName() + "." + element.getMethodName());
	}

	@Override
	public String toString() {
		return this.scenario;
	}

}
