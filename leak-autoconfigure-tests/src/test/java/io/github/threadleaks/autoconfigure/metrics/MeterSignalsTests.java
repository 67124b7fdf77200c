// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.time.Duration;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Signal;
import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.signal.SignalSource;
import io.github.threadleaks.signal.SignalSources;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which signals an application's meters and beans are.
 */
public class MeterSignalsTests {

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final MeterSignals signals = new MeterSignals(this.registry);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ThreadLeaksAutoConfiguration.class, ThreadLeaksMetricsAutoConfiguration.class))
		.withPropertyValues("threadleaks.sampling.interval=1s", "threadleaks.sampling.max-cpu-share=1");

	private Gauge gauge(String name, Supplier<Number> value, String... tags) {
		return Gauge.builder(name, value).tags(tags).register(this.registry);
	}

	private String found() {
		return this.signals.sources()
			.stream()
			.map((source) -> source.name() + " " + source.kind() + " " + source.value().get().orElseThrow())
			.collect(Collectors.joining(", "));
	}

	@Test
	void withoutMetersThereIsNothing() {
		gauge("jvm.threads.live", () -> 9);
		assertThat(found()).isEmpty();
	}

	@Test
	void poolsOfBeansAndSessionsAreFound() {
		gauge("jdbc.connections.active", () -> 3, "name", "dataSource");
		gauge("hikaricp.connections.active", () -> 3, "pool", "HikariPool-1");
		gauge("jdbc.connections.idle", () -> 8, "name", "dataSource");
		gauge("tomcat.sessions.active.current", () -> 41);
		assertThat(found()).isEqualTo("connections:dataSource CONNECTIONS 3.0, sessions SESSIONS 41.0");
	}

	@Test
	void poolsThatAreNoBeansAreFoundByHikarisNames() {
		gauge("jdbc.connections.active", () -> 3, "name", "dataSource");
		gauge("hikaricp.connections.active", () -> 3, "pool", "HikariPool-1");
		gauge("hikaricp.connections.active", () -> 5, "pool", "labels");
		assertThat(found().split(", ")).containsExactlyInAnyOrder("connections:HikariPool-1 CONNECTIONS 3.0",
				"connections:labels CONNECTIONS 5.0");
	}

	@Test
	void aPoolWithoutANameHasOne() {
		gauge("jdbc.connections.active", () -> 3);
		assertThat(found()).isEqualTo("connections:unnamed CONNECTIONS 3.0");
	}

	@Test
	void poolsThatComeAreFoundWithinFourReadings() {
		assertThat(found()).isEmpty();
		gauge("jdbc.connections.active", () -> 3, "name", "dataSource");
		assertThat(List.of(found(), found(), found(), found())).last()
			.isEqualTo("connections:dataSource CONNECTIONS 3.0");
	}

	@Test
	void poolsThatGoAreForgotten() {
		AtomicInteger asked = new AtomicInteger();
		boolean[] gone = { false };
		Gauge gauge = gauge("jdbc.connections.active", () -> {
			asked.incrementAndGet();
			return gone[0] ? Double.NaN : 3;
		}, "name", "dataSource");
		assertThat(found()).isNotEmpty();
		this.registry.remove(gauge);
		gone[0] = true;
		assertThat(found()).isEmpty();
		int before = asked.get();
		found();
		assertThat(asked).hasValue(before);
	}

	@Test
	void aThousandPoolsAreNotKept() {
		for (int i = 0; i < 1_000; i++) {
			gauge("jdbc.connections.active", () -> 3, "name", "pool-" + i);
		}
		assertThat(this.signals.sources()).hasSizeBetween(33, 66);
	}

	private static List<String> told(ThreadLeakMonitor monitor) {
		return monitor.report().signs().signals().stream().map(Signal::name).map(RedactedText::toString).toList();
	}

	private static void awaitTold(ThreadLeakMonitor monitor, String... names) {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(told(monitor)).contains(names));
	}

	@Test
	void metersAndBeansAreToldBesideTheJvm() {
		gauge("jdbc.connections.active", () -> 3, "name", "password=hunter2");
		this.runner.withBean(MeterRegistry.class, () -> this.registry)
			.withUserConfiguration(Outbox.class)
			.run((context) -> {
				ThreadLeakMonitor monitor = context.getBean(ThreadLeakMonitor.class);
				awaitTold(monitor, "classes", "outbox", "mailbox");
				assertThat(told(monitor)).anyMatch((name) -> name.startsWith("connections:"))
					.noneMatch((name) -> name.contains("hunter2"));
				assertThat(monitor.report().cost().degraded()).isEmpty();
			});
	}

	@Test
	void aBeanThatFailsLeavesTheOthers() {
		this.runner.withBean("broken", SignalSource.class, () -> new SignalSource("broken", SignalKind.FILES, 1, () -> {
			throw new IllegalStateException("password=hunter2");
		})).withUserConfiguration(Outbox.class).run((context) -> {
			ThreadLeakMonitor monitor = context.getBean(ThreadLeakMonitor.class);
			awaitTold(monitor, "classes", "outbox", "mailbox");
			assertThat(monitor.report().cost().degraded()).extracting(RedactedText::toString)
				.contains("The signal broken could not be read: java.lang.IllegalStateException.");
			assertThat(monitor.totals().failures()).isZero();
		});
	}

	@Test
	void withoutMicrometerTheJvmsAreTold() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> awaitTold(context.getBean(ThreadLeakMonitor.class), "classes"));
	}

	/** As the reference shows it. */
	@Configuration(proxyBeanMethods = false)
	static class Outbox {

		@Bean
		SignalSource outbox() {
			return new SignalSource("outbox", SignalKind.FILES, 1, () -> OptionalDouble.of(12));
		}

		@Bean
		SignalSources mailboxes() {
			return () -> List.of(new SignalSource("mailbox", SignalKind.FILES, 1, () -> OptionalDouble.of(3)));
		}

	}

}
