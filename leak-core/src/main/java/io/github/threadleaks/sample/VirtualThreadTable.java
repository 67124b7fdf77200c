// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the virtual threads of the last dump: since when each has been seen, and
 * since when it stands where it stands. Bounded by what a dump may list.
 */
final class VirtualThreadTable {

	private Map<Long, SampledThread> known = Map.of();

	private final BitSet slots = new BitSet();

	/**
	 * Takes note of a dump.
	 * @param threads its virtual threads
	 * @param now when it was taken
	 * @return the threads with their past; who has not changed is the same object as
	 * before
	 */
	List<SampledThread> update(List<DumpedThread> threads, Instant now) {
		Map<Long, SampledThread> live = new HashMap<>(threads.size() * 2);
		List<DumpedThread> fresh = new ArrayList<>();
		for (DumpedThread thread : threads) {
			SampledThread before = this.known.get(thread.id());
			if (before == null) {
				fresh.add(thread);
			}
			else {
				live.put(thread.id(), later(before, thread, now));
			}
		}
		this.known.forEach((id, gone) -> {
			if (!live.containsKey(id)) {
				this.slots.clear(gone.slot());
			}
		});
		for (DumpedThread thread : fresh) {
			int slot = this.slots.nextClearBit(0);
			this.slots.set(slot);
			live.put(thread.id(), first(thread, slot, now));
		}
		this.known = live;
		return threads.stream().map(DumpedThread::id).distinct().map(live::get).toList();
	}

	/** No virtual thread is left. */
	void clear() {
		this.known = Map.of();
		this.slots.clear();
	}

	/**
	 * The threads of a dump with their past, which is left as it is.
	 * @param threads the virtual threads
	 * @param now when it was taken
	 * @return the threads; they have no slot
	 */
	List<SampledThread> look(List<DumpedThread> threads, Instant now) {
		return threads.stream().map((thread) -> {
			SampledThread before = this.known.get(thread.id());
			SampledThread seen = (before != null) ? later(before, thread, now) : first(thread, -1, now);
			return with(seen, -1, seen.idleSince(), seen.settled());
		}).toList();
	}

	private static SampledThread first(DumpedThread thread, int slot, Instant now) {
		return new SampledThread(thread.id(), slot, name(thread), ThreadKind.VIRTUAL, true, thread.state(),
				thread.stack(), thread.entry(), thread.lock(), now, now, Instant.MAX,
				thread.state() != Thread.State.RUNNABLE);
	}

	private static SampledThread later(SampledThread before, DumpedThread thread, Instant now) {
		SampledThread fresh = first(thread, before.slot(), now);
		boolean same = before.state() == fresh.state() && before.stack().equals(fresh.stack())
				&& before.lock().identity() == fresh.lock().identity() && before.name().equals(fresh.name());
		if (!same || fresh.state() == Thread.State.RUNNABLE) {
			return new SampledThread(fresh.id(), fresh.slot(), fresh.name(), fresh.kind(), true, fresh.state(),
					fresh.stack(), fresh.entry(), fresh.lock(), before.firstSeen(), now, Instant.MAX, false);
		}
		return before.settled() ? before : with(before, before.slot(), before.idleSince(), true);
	}

	private static SampledThread with(SampledThread thread, int slot, Instant idleSince, boolean settled) {
		return new SampledThread(thread.id(), slot, thread.name(), thread.kind(), thread.daemon(), thread.state(),
				thread.stack(), thread.entry(), thread.lock(), thread.firstSeen(), idleSince, thread.burnsSince(),
				settled);
	}

	/** Most have no name: what they were started for stands for it. */
	private static String name(DumpedThread thread) {
		return thread.name().isEmpty() ? "<" + simpleSite(thread.entry()) + ">" : thread.name();
	}

	/**
	 * Class and method, shortly: {@code OrderService.export} also of
	 * {@code com.acme.OrderService.lambda$export$3}.
	 */
	static String simpleSite(Frame entry) {
		if (entry.equals(Frame.UNKNOWN)) {
			return "unnamed";
		}
		String type = entry.type().substring(entry.type().lastIndexOf('.') + 1);
		String[] parts = entry.method().split("\\$", -1);
		boolean lambda = parts.length == 3 && parts[0].equals("lambda") && !parts[1].isEmpty();
		return type + "." + (lambda ? parts[1] : entry.method());
	}

}
