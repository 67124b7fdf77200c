// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.snapshot.SnapshotDifference;
import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.ThreadSnapshot;
import org.junit.jupiter.api.Test;

import static io.github.threadleaks.format.Snapshots.change;
import static io.github.threadleaks.format.Snapshots.difference;
import static io.github.threadleaks.format.Snapshots.frames;
import static io.github.threadleaks.format.Snapshots.full;
import static io.github.threadleaks.format.Snapshots.group;
import static io.github.threadleaks.format.Snapshots.grouped;
import static io.github.threadleaks.format.Snapshots.portion;
import static io.github.threadleaks.format.Snapshots.text;
import static io.github.threadleaks.format.Snapshots.writeText;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a terminal shows.
 */
class TextFormatTests {

	private static final List<SnapshotFrame> TAKE = frames("jdk.internal.misc.Unsafe.park(Unsafe.java:1)",
			"java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:2)",
			"com.acme.Orders.run(Orders.java:3)");

	private static ThreadSnapshot.Member member(Thread.State state, List<SnapshotFrame> frames, String waitsOn) {
		return new ThreadSnapshot.Member(77, text("pool-7-\"thread\"-1"), ThreadKind.PLATFORM, state,
				Duration.ofMinutes(9), true, frames, waitsOn.isEmpty() ? Optional.empty() : Optional.of(text(waitsOn)),
				Optional.empty(), Map.of());
	}

	@Test
	void aBlockAGroup() {
		ThreadSnapshot.Group waits = new ThreadSnapshot.Group(text("pool-#-thread-#"), ThreadKind.PLATFORM,
				List.of(portion(Thread.State.WAITING, 30, "tenant", "acme"), portion(Thread.State.TIMED_WAITING, 1)),
				TAKE, Optional.of(text("com.acme.Queue")), List.of(text("com.acme.Orders.export(Orders.java:42)")),
				Duration.ofMinutes(11));
		assertThat(writeText(SnapshotFormat.TEXT,
				grouped(waits, group("main", List.of(), portion(Thread.State.RUNNABLE, 1)))))
			.isEqualTo("""
					32 threads at 2026-01-01T00:05:00Z: 1 RUNNABLE, 30 WAITING, 1 TIMED_WAITING; 0 daemon.

					31 threads "pool-#-thread-#" 30 WAITING, 1 TIMED_WAITING, oldest 11 min
					    label tenant: acme (30)
					    started at com.acme.Orders.export(Orders.java:42)
					    waiting on com.acme.Queue
					    at jdk.internal.misc.Unsafe.park(Unsafe.java:1)
					    at java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:2)
					    at com.acme.Orders.run(Orders.java:3)

					1 thread "main" 1 RUNNABLE, oldest 60 s
					""");
	}

	@Test
	void fullIsLikeJstack() {
		String dump = writeText(SnapshotFormat.TEXT,
				full(List.of(member(Thread.State.WAITING, TAKE, "com.acme.Queue@1f2e"),
						member(Thread.State.BLOCKED, frames("com.acme.Orders.lock(Orders.java:1)"), "com.acme.Lock@2a"),
						member(Thread.State.TIMED_WAITING, frames("java.lang.Thread.sleep(Thread.java:1)"), ""),
						member(Thread.State.RUNNABLE, List.of(), ""))));
		assertThat(dump).isEqualTo("""
				2026-01-01T00:05:00Z
				Full thread dump, redacted:

				"pool-7-'thread'-1" #77 daemon elapsed=540s waiting on condition
				   java.lang.Thread.State: WAITING (parking)
					at jdk.internal.misc.Unsafe.park(Unsafe.java:1)
					- parking to wait for  <0x1f2e> (a com.acme.Queue)
					at java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:2)
					at com.acme.Orders.run(Orders.java:3)

				"pool-7-'thread'-1" #77 daemon elapsed=540s waiting for monitor entry
				   java.lang.Thread.State: BLOCKED (on object monitor)
					at com.acme.Orders.lock(Orders.java:1)
					- waiting to lock <0x2a> (a com.acme.Lock)

				"pool-7-'thread'-1" #77 daemon elapsed=540s waiting on condition
				   java.lang.Thread.State: TIMED_WAITING (sleeping)
					at java.lang.Thread.sleep(Thread.java:1)

				"pool-7-'thread'-1" #77 daemon elapsed=540s runnable
				   java.lang.Thread.State: RUNNABLE
				""");
	}

	@Test
	void aDifferenceTellsEachChange() {
		SnapshotDifference difference = difference(
				change("pool-#-thread-#", 4, 9, TAKE, portion(Thread.State.WAITING, 5)),
				change("old", 2, 0, List.of(), portion(Thread.State.WAITING, -2)));
		assertThat(writeText(SnapshotFormat.TEXT, difference)).isEqualTo("""
				6 threads at 2026-01-01T00:00:00Z, 9 threads at 2026-01-01T00:05:00Z: +3.

				Grew:

				+5 (4 to 9) "pool-#-thread-#" 9 WAITING, oldest 60 s
				    at jdk.internal.misc.Unsafe.park(Unsafe.java:1)
				    at java.util.concurrent.LinkedBlockingQueue.take(LinkedBlockingQueue.java:2)
				    at com.acme.Orders.run(Orders.java:3)

				Vanished:

				-2 (2 to 0) "old" 2 WAITING, oldest 60 s

				Note: Half of it is missing.
				""");
	}

	@Test
	void noDifferenceIsSaid() {
		assertThat(writeText(SnapshotFormat.TEXT, difference())).isEqualTo("""
				0 threads at 2026-01-01T00:00:00Z, 0 threads at 2026-01-01T00:05:00Z: +0.

				Every group is as it was.

				Note: Half of it is missing.
				""");
	}

}
