// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.autoconfigure.endpoint.ThreadLeaksEndpointAutoConfiguration;
import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadCounts;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * The meters as Prometheus scrapes them.
 */
class MeterTests {

	private static final Leak LEAK = TestReports.leak("3f9a1c07", Verdict.CONFIRMED, 312);

	private final FakeMonitor fake = new FakeMonitor(TestReports.report(LEAK));

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThreadLeaksAutoConfiguration.class,
				ThreadLeaksEndpointAutoConfiguration.class, ThreadLeaksMetricsAutoConfiguration.class))
		.withBean(PrometheusMeterRegistry.class, () -> this.registry)
		.withPropertyValues("management.endpoints.web.exposure.include=*")
		.withInitializer(this.fake.asBean());

	private void bound(BiConsumer<FakeMonitor, PrometheusMeterRegistry> check, String... properties) {
		this.runner.withPropertyValues(properties).run((context) -> {
			context.getBeanProvider(MeterBinder.class).forEach((binder) -> binder.bindTo(this.registry));
			check.accept(this.fake, this.registry);
		});
	}

	private List<String> series(String name) {
		return this.registry.scrape().lines().filter((line) -> line.startsWith(name)).toList();
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadleaks_threads_live_threads{kind=\"platform\"} 412.0",
			"threadleaks_threads_states_threads{state=\"runnable\"} 12.0",
			"threadleaks_threads_states_threads{state=\"blocked\"} 1.0",
			"threadleaks_threads_states_threads{state=\"waiting\"} 389.0",
			"threadleaks_threads_states_threads{state=\"timed-waiting\"} 10.0",
			"threadleaks_threads_dormant_threads 380.0", "threadleaks_threads_started_threads_total 1203.0",
			"threadleaks_leaks{verdict=\"WATCHING\"} 0.0", "threadleaks_leaks{verdict=\"SUSPECTED\"} 0.0",
			"threadleaks_leaks{verdict=\"CONFIRMED\"} 1.0", "threadleaks_leaks{verdict=\"PROVEN\"} 0.0",
			"threadleaks_leaked_threads{id=\"3f9a1c07\",pattern=\"EXECUTOR_NOT_SHUT_DOWN\",thread=\"pool-#-thread-#\","
					+ "verdict=\"CONFIRMED\"} 312.0",
			"threadleaks_leaked_growth_threads_per_hour{id=\"3f9a1c07\",pattern=\"EXECUTOR_NOT_SHUT_DOWN\","
					+ "thread=\"pool-#-thread-#\",verdict=\"CONFIRMED\"} 1190.5",
			"threadleaks_signals{kind=\"HEAP\",signal=\"heap\",verdict=\"none\"} 0.0",
			"threadleaks_signals{kind=\"CONNECTIONS\",signal=\"connections:orders\",verdict=\"SUSPECTED\"} 40.5",
			"threadleaks_signals_value{kind=\"HEAP\",signal=\"heap\"} 7.340032E8",
			"threadleaks_signals_value{kind=\"CONNECTIONS\",signal=\"connections:orders\"} 9.0",
			"threadleaks_exhaustion_seconds 11520.0", "threadleaks_sample_seconds_count 7",
			"threadleaks_sample_seconds_sum 1.5", "threadleaks_sample_failures_total 3.0",
			"threadleaks_snapshot_requests_total{detail=\"full\",outcome=\"blocked\"} 0.0" })
	void aSeriesOfTheContract(String line) {
		bound((monitor, meters) -> assertThat(meters.scrape()).contains(line + "\n"));
	}

	/** Each kind of signal has a unit of its own, which the report tells. */
	private static final Set<String> WITHOUT_UNIT = Set.of("threadleaks.signals", "threadleaks.signals.value");

	@Test
	void everyMeterSaysWhatItMeansAndInWhichUnit() {
		bound((monitor, meters) -> assertThat(meters.getMeters()).isNotEmpty().allSatisfy((meter) -> {
			Meter.Id id = meter.getId();
			assertThat(id.getDescription()).as(id.getName()).isNotBlank();
			if (WITHOUT_UNIT.contains(id.getName())) {
				assertThat(id.getBaseUnit()).isNull();
				return;
			}
			assertThat((meter instanceof FunctionTimer) ? "seconds" : id.getBaseUnit()).as(id.getName()).isNotBlank();
		}));
	}

	@Test
	void virtualThreadsHaveASeriesOnceTheyCanBeCounted() {
		bound((monitor, meters) -> {
			assertThat(series("threadleaks_threads_live_threads")).hasSize(1);
			monitor.sample(TestReports.report(new ThreadCounts.Virtual(9, true), List.of(), List.of()));
			assertThat(series("threadleaks_threads_live_threads"))
				.contains("threadleaks_threads_live_threads{kind=\"virtual\"} 9.0");
		});
	}

	/**
	 * A scrape while the only series is taken away and put back would find it twice, and
	 * fail.
	 */
	@Test
	void aSeriesThatStaysIsNotTakenAway() {
		bound((monitor, meters) -> {
			Gauge before = meters.get("threadleaks.leaked.threads").gauge();
			monitor.sample(TestReports.report(TestReports.leak("3f9a1c07", Verdict.CONFIRMED, 400)));
			assertThat(meters.get("threadleaks.leaked.threads").gauge()).isSameAs(before);
			assertThat(before.value()).isEqualTo(400);
			monitor.sample(TestReports.report());
			assertThat(series("threadleaks_leaked_threads")).isEmpty();
		});
	}

	@Test
	void whileNothingGrowsTheEndIsInfinitelyFar() {
		bound((monitor, meters) -> {
			monitor.sample(TestReports.report());
			assertThat(series("threadleaks_exhaustion")).containsExactly("threadleaks_exhaustion_seconds +Inf");
		});
	}

	@Test
	void aThousandLeaksAreTwentySeriesAndTheLargestOnes() {
		Leak[] leaks = IntStream.rangeClosed(1, 1000)
			.mapToObj((i) -> TestReports.leak("leak-" + i, Verdict.SUSPECTED, i))
			.toArray(Leak[]::new);
		bound((monitor, meters) -> {
			monitor.sample(TestReports.report(leaks));
			assertThat(series("threadleaks_leaked_threads{")).hasSize(20)
				.anyMatch((line) -> line.contains("\"leak-1000\""))
				.anyMatch((line) -> line.contains("\"leak-981\""));
			assertThat(series("threadleaks_leaked_growth")).hasSize(20);
			assertThat(series("threadleaks_leaks{verdict=\"SUSPECTED\"}")).singleElement()
				.asString()
				.endsWith(" 1000.0");
		});
	}

	@Test
	void theNumberOfSeriesIsASetting() {
		bound((monitor, meters) -> {
			monitor.sample(TestReports.report(LEAK, TestReports.leak("a", Verdict.SUSPECTED, 9)));
			assertThat(series("threadleaks_leaked_threads{")).hasSize(1);
		}, "threadleaks.metrics.max-leak-series=1");
	}

	@Test
	void aSeriesFollowsItsLeakAndGoesWithIt() {
		bound((monitor, meters) -> {
			monitor.sample(TestReports.report(TestReports.leak("3f9a1c07", Verdict.CONFIRMED, 400)));
			assertThat(series("threadleaks_leaked_threads{")).singleElement().asString().endsWith(" 400.0");
			monitor.sample(TestReports.report(TestReports.leak("3f9a1c07", Verdict.PROVEN, 313)));
			assertThat(series("threadleaks_leaked_threads{")).singleElement()
				.asString()
				.contains("verdict=\"PROVEN\"")
				.endsWith(" 313.0");
			monitor.sample(TestReports.report());
			assertThat(series("threadleaks_leaked_")).isEmpty();
		});
	}

	@Test
	void anAcceptedLeakHasNoSeriesAndDoesNotCount() {
		bound((monitor, meters) -> {
			monitor.sample(TestReports.report(LEAK.withAccepted(true)));
			assertThat(series("threadleaks_leaked_")).isEmpty();
			assertThat(series("threadleaks_leaks{verdict=\"CONFIRMED\"}")).singleElement().asString().endsWith(" 0.0");
			assertThat(series("threadleaks_exhaustion")).containsExactly("threadleaks_exhaustion_seconds 11520.0");
		});
	}

	@Test
	void aThreadNameAsATagIsBounded() {
		bound((monitor, meters) -> {
			monitor.sample(TestReports.report(TestReports.leak("a", Verdict.SUSPECTED, 9, "🧵 ".repeat(100))));
			assertThat(meters.get("threadleaks.leaked.threads").gauge().getId().getTag("thread"))
				.isEqualTo("🧵 ".repeat(60));
		});
	}

	@Test
	void aScrapeTakesNoSnapshot() {
		bound((monitor, meters) -> {
			assertThat(meters.scrape()).isNotBlank();
			verify(monitor.monitor(), never()).snapshot(any());
		});
	}

}
