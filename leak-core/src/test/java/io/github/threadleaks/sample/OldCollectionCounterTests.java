// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class OldCollectionCounterTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private final AtomicLong old = new AtomicLong();

	private final AtomicLong concurrent = new AtomicLong();

	private final AtomicLong young = new AtomicLong();

	private final OldCollectionCounter counter = new OldCollectionCounter(
			List.of(collector("G1 Old Generation", this.old), collector("G1 Concurrent GC", this.concurrent),
					collector("G1 Young Generation", this.young)));

	private static GarbageCollectorMXBean collector(String name, AtomicLong count) {
		return (GarbageCollectorMXBean) Proxy.newProxyInstance(OldCollectionCounterTests.class.getClassLoader(),
				new Class<?>[] { GarbageCollectorMXBean.class },
				(proxy, method, arguments) -> method.getName().equals("getName") ? name : count.get());
	}

	private OldCollections look(int seconds) {
		return this.counter.look(BEGIN.plusSeconds(seconds));
	}

	@Test
	void withoutACollectionNobodyHasSurvivedOne() {
		assertThat(look(0)).isEqualTo(OldCollections.NONE);
		this.young.set(100);
		assertThat(look(5)).isEqualTo(OldCollections.NONE);
		assertThat(look(5).isAfter(OldCollections.NONE)).isFalse();
	}

	@Test
	void survivorsWereSeenByTheLookBeforeTheCollection() {
		look(0);
		look(5);
		this.old.set(1);
		OldCollections first = look(10);
		assertThat(first).isEqualTo(new OldCollections(1, BEGIN.plusSeconds(5)));
		assertThat(look(15)).isEqualTo(first);
		this.concurrent.set(2);
		OldCollections second = look(20);
		assertThat(second).isEqualTo(new OldCollections(3, BEGIN.plusSeconds(15)));
		assertThat(second.isAfter(first)).isTrue();
		assertThat(first.isAfter(second)).isFalse();
	}

	@Test
	void collectionsBeforeTheFirstLookWereSurvivedByNobody() {
		this.old.set(7);
		assertThat(look(0)).isEqualTo(new OldCollections(7, Instant.MIN));
	}

	@Test
	void aCollectorThatDoesNotCountIsNotCounted() {
		this.old.set(-1);
		assertThat(look(0)).isEqualTo(OldCollections.NONE);
	}

	@Test
	void thisJvmsCollectorIsOneOfThose() {
		OldCollectionCounter real = new OldCollectionCounter();
		OldCollections before = real.look(BEGIN);
		await().until(() -> {
			System.gc();
			return real.look(BEGIN.plusSeconds(5)).isAfter(before);
		});
		assertThat(real.look(BEGIN.plusSeconds(10)).survivedSince()).isEqualTo(BEGIN);
	}

}
