// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongPredicate;

import org.jspecify.annotations.Nullable;

/**
 * Compares samples with full dumps taken before and after, thread by thread, and counts.
 * A thread that is the same in both dumps was still.
 */
final class StalenessCheck implements CpuClock {

	/** On JDK 17, once Flight Recorder has been used in this JVM. */
	private static final String NEVER_LISTED = "JFR Recorder Thread";

	private final CpuClock clock;

	private final int depth;

	private final Set<Long> asked = new HashSet<>();

	private final Map<Long, Integer> staleFor = new HashMap<>();

	private final List<String> wrong = new ArrayList<>();

	long states;

	long askedThisTick;

	long dormant;

	long stale;

	int longestStale;

	StalenessCheck(CpuClock clock, int depth) {
		this.clock = clock;
		this.depth = depth;
	}

	/** Notes who is asked. */
	@Override
	public long[] read(long[] ids) {
		Arrays.stream(ids).forEach(this.asked::add);
		return this.clock.read(ids);
	}

	Map<Long, Truth> dump() {
		Map<Long, Truth> truths = new HashMap<>();
		for (ThreadInfo info : ManagementFactory.getThreadMXBean().dumpAllThreads(false, false)) {
			truths.put(info.getThreadId(), Truth.of(info, this.depth));
		}
		return truths;
	}

	void beginSample() {
		this.asked.clear();
	}

	/**
	 * Compares a sample, none of whose threads was asked to move meanwhile.
	 * @param still threads that do not run where they are, as far as is known
	 */
	void compare(Map<Long, Truth> before, ThreadSample sample, Map<Long, Truth> after, LongPredicate still) {
		Set<Long> seen = new HashSet<>();
		for (SampledThread thread : sample.threads()) {
			seen.add(thread.id());
			@Nullable Truth truth = before.get(thread.id());
			if (truth == null) {
				check(after.containsKey(thread.id()), thread, "does not live");
			}
			else if (truth.equals(after.get(thread.id())) && still.test(thread.id())) {
				compare(thread, truth);
			}
		}
		before.forEach((id, truth) -> {
			if (after.containsKey(id) && !seen.contains(id) && !truth.name().equals(NEVER_LISTED)) {
				this.wrong.add("Thread " + id + " is not in the sample: " + truth);
			}
		});
	}

	private void compare(SampledThread thread, Truth truth) {
		this.states++;
		check(thread.state() == truth.state(), thread, "is " + truth.state());
		check(thread.name().equals(truth.name()), thread, "is called " + truth.name());
		if (!thread.settled()) {
			return;
		}
		boolean right = thread.stack().equals(truth.stack()) && thread.lock().equals(truth.lock());
		if (this.asked.contains(thread.id())) {
			this.askedThisTick++;
			check(right, thread, "is at " + truth);
		}
		else {
			this.dormant++;
		}
		this.stale += right ? 0 : 1;
		int ticks = right ? 0 : this.staleFor.getOrDefault(thread.id(), 0) + 1;
		this.staleFor.put(thread.id(), ticks);
		this.longestStale = Math.max(this.longestStale, ticks);
	}

	private void check(boolean right, SampledThread thread, String truth) {
		if (!right) {
			this.wrong.add(thread + " " + truth);
		}
	}

	@Override
	public String toString() {
		return String.format(
				"%d states and names, %d stacks and locks of threads asked this tick, %d of dormant threads"
						+ " (%d stale, by at most %d ticks); %d wrong",
				this.states, this.askedThisTick, this.dormant, this.stale, this.longestStale, this.wrong.size());
	}

	/** What was wrong beyond the stated staleness. */
	List<String> wrong() {
		return this.wrong;
	}

	/**
	 * A thread in a full dump.
	 */
	record Truth(String name, Thread.State state, ThreadStack stack, WaitLock lock) {

		static Truth of(ThreadInfo info, int depth) {
			return new Truth(info.getThreadName(), info.getThreadState(),
					new ThreadStack(Arrays.stream(info.getStackTrace()).limit(depth).map(Frame::of).toList()),
					WaitLock.of(info));
		}

		static Truth of(SampledThread thread) {
			return new Truth(thread.name(), thread.state(), thread.stack(), thread.lock());
		}
	}

}
