// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.List;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Micrometer's {@code jvm.threads.states}, served from the report.
 */
class ReportedThreadStatesTests {

	private static final String REPLACE = "threadleaks.metrics.replace-jvm-thread-states=";

	private final FakeMonitor fake = new FakeMonitor(TestReports.report());

	private List<String> scrape(String... properties) {
		try (TestApplication application = TestApplication.start(this.fake.asBean(), properties)) {
			return application.get("prometheus", "text/plain").body().lines().toList();
		}
	}

	private static List<String> startingWith(List<String> lines, String start) {
		return lines.stream().filter((line) -> line.startsWith(start)).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void aScrapeHasEachStateOnceAndFromTheReport(String type) {
		List<String> lines = scrape(REPLACE + "true", "spring.main.web-application-type=" + type);
		assertThat(startingWith(lines, "jvm_threads_states_threads{")).containsExactlyInAnyOrder(
				"jvm_threads_states_threads{state=\"new\"} 0.0", "jvm_threads_states_threads{state=\"runnable\"} 12.0",
				"jvm_threads_states_threads{state=\"blocked\"} 1.0",
				"jvm_threads_states_threads{state=\"waiting\"} 389.0",
				"jvm_threads_states_threads{state=\"timed-waiting\"} 10.0",
				"jvm_threads_states_threads{state=\"terminated\"} 0.0");
		assertThat(startingWith(lines, "# HELP jvm_threads_states_threads")).hasSize(1);
	}

	@Test
	void theOtherThreadMetersStayMicrometers() {
		List<String> lines = scrape(REPLACE + "true", "spring.main.web-application-type=servlet");
		assertThat(startingWith(lines, "jvm_threads_live_threads ")).singleElement()
			.asString()
			.doesNotEndWith(" 412.0");
		assertThat(lines).anyMatch((line) -> line.startsWith("jvm_threads_daemon_threads "))
			.anyMatch((line) -> line.startsWith("jvm_threads_peak_threads "))
			.anyMatch((line) -> line.startsWith("jvm_threads_started_threads_total "));
	}

	@Test
	void commonTagsStay() {
		List<String> lines = scrape(REPLACE + "true", "spring.main.web-application-type=servlet",
				"management.metrics.tags.region=eu");
		assertThat(startingWith(lines, "jvm_threads_states_threads{")).hasSize(6)
			.allMatch((line) -> line.contains("region=\"eu\""));
	}

	@Test
	void byDefaultTheyAreMicrometers() {
		List<String> lines = scrape("spring.main.web-application-type=servlet");
		assertThat(startingWith(lines, "jvm_threads_states_threads{")).hasSize(6)
			.doesNotContain("jvm_threads_states_threads{state=\"waiting\"} 389.0");
	}

	@Test
	void descriptionAndUnitStay() {
		MeterRegistry original = new SimpleMeterRegistry();
		MeterRegistry replaced = new SimpleMeterRegistry();
		new JvmThreadMetrics().bindTo(original);
		new ReportedThreadStates(new JvmThreadMetrics(), this.fake.monitor()).bindTo(replaced);
		assertThat(replaced.getMeters()).extracting(ReportedThreadStatesTests::describe)
			.containsExactlyInAnyOrderElementsOf(
					original.getMeters().stream().map(ReportedThreadStatesTests::describe).toList());
	}

	private static String describe(Meter meter) {
		return meter.getId() + " " + meter.getId().getDescription() + " " + meter.getId().getBaseUnit();
	}

	@Test
	void everyRegistryOfACompositeIsServedFromTheReport() {
		MeterRegistry one = new SimpleMeterRegistry();
		MeterRegistry two = new SimpleMeterRegistry();
		CompositeMeterRegistry both = new CompositeMeterRegistry().add(one).add(two);
		new ReportedThreadStates(new JvmThreadMetrics(), this.fake.monitor()).bindTo(both);
		assertThat(List.of(one, two)).allSatisfy((registry) -> {
			assertThat(registry.get("jvm.threads.states").gauges()).hasSize(6);
			assertThat(registry.get("jvm.threads.states").tag("state", "waiting").gauge().value()).isEqualTo(389);
		});
	}

	@Test
	void statesInOpenTelemetrysConventionAreServedFromTheReportToo() {
		MeterRegistry registry = new SimpleMeterRegistry();
		new ReportedThreadStates(new OpenTelemetryNames(), this.fake.monitor()).bindTo(registry);
		assertThat(registry.get("jvm.thread.count").tag("jvm.thread.state", "timed_waiting").gauge().value())
			.isEqualTo(10);
	}

	/** As the conventions that Micrometer has from 1.16 on. */
	private static final class OpenTelemetryNames extends JvmThreadMetrics {

		@Override
		public void bindTo(MeterRegistry registry) {
			Gauge.builder("jvm.thread.count", () -> -1)
				.tags(Tags.of("jvm.thread.state", "timed_waiting"))
				.register(registry);
		}

	}

}
