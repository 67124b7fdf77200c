// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import java.util.ArrayList;
import java.util.List;

import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.event.EventListener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

/**
 * What the application and its log are told.
 */
@ExtendWith(OutputCaptureExtension.class)
class EventTests {

	private final FakeMonitor fake = new FakeMonitor(TestReports.report());

	private final Leak watched = TestReports.leak("3f9a1c07", Verdict.WATCHING, 12);

	private final Leak confirmed = TestReports.leak("3f9a1c07", Verdict.CONFIRMED, 312);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(ThreadLeaksAutoConfiguration.class, ThreadLeaksEventAutoConfiguration.class))
		.withInitializer(this.fake.asBean());

	private static String lineOf(CapturedOutput output) {
		return output.toString().lines().filter((line) -> line.contains("Thread leak 3f9a1c07")).findFirst().orElse("");
	}

	@Test
	void eachChangeIsPublished() {
		this.runner.withBean(Collector.class).run((context) -> {
			this.fake.tell((listener) -> listener.leakOpened(this.watched));
			this.fake.tell((listener) -> listener.leakRisen(this.confirmed, Verdict.WATCHING));
			this.fake.tell((listener) -> listener.leakResolved(this.confirmed));
			assertThat(context.getBean(Collector.class).events).containsExactly(new ThreadLeakOpened(this.watched),
					new ThreadLeakRisen(this.confirmed, Verdict.WATCHING), new ThreadLeakResolved(this.confirmed));
		});
	}

	@Test
	void theGuidesListenerShedsTheRouteThatLeaksWhileItDoes() {
		this.runner.withBean(LoadShedding.class).run((context) -> {
			LoadShedding shedding = context.getBean(LoadShedding.class);
			this.fake.tell((listener) -> listener.leakOpened(this.watched));
			assertThat(shedding.leaks("POST /orders")).isFalse();
			this.fake.tell((listener) -> listener.leakRisen(this.confirmed, Verdict.WATCHING));
			assertThat(shedding.leaks("POST /orders")).isTrue();
			assertThat(shedding.leaks("GET /orders")).isFalse();
			this.fake.tell((listener) -> listener.leakResolved(this.confirmed));
			assertThat(shedding.leaks("POST /orders")).isFalse();
			this.fake.tell((listener) -> listener.leakOpened(this.confirmed));
			assertThat(shedding.leaks("POST /orders")).isTrue();
		});
	}

	@Test
	void aListenerThatThrowsHurtsNobodyAndIsNotQuoted(CapturedOutput output) {
		this.runner.withBean(Thrower.class)
			.run((context) -> assertThatNoException()
				.isThrownBy(() -> this.fake.tell((listener) -> listener.leakOpened(this.watched))));
		assertThat(output).contains("A listener of ThreadLeakOpened threw java.lang.IllegalStateException")
			.doesNotContain("hunter2");
	}

	@Test
	void growthAloneIsLoggedAsInformation(CapturedOutput output) {
		this.runner.run((context) -> this.fake.tell((listener) -> listener.leakOpened(this.watched)));
		assertThat(lineOf(output)).contains("INFO")
			.endsWith("Thread leak 3f9a1c07 WATCHING (EXECUTOR_NOT_SHUT_DOWN): pool-#-thread-# grew 4 to 12 in 11 min "
					+ "and none ended. " + this.watched.pattern().advice());
	}

	@Test
	void aSurerVerdictIsLoggedAsAWarning(CapturedOutput output) {
		this.runner
			.run((context) -> this.fake.tell((listener) -> listener.leakRisen(this.confirmed, Verdict.WATCHING)));
		assertThat(lineOf(output)).contains("WARN")
			.contains("Thread leak 3f9a1c07 CONFIRMED (EXECUTOR_NOT_SHUT_DOWN): pool-#-thread-# grew 4 to 312");
	}

	@Test
	void aSuspicionIsLoggedAsAWarning(CapturedOutput output) {
		Leak suspected = TestReports.leak("3f9a1c07", Verdict.SUSPECTED, 30);
		this.runner.run((context) -> this.fake.tell((listener) -> listener.leakOpened(suspected)));
		assertThat(lineOf(output)).contains("WARN", "SUSPECTED");
	}

	@Test
	void theEndIsLoggedAsInformation(CapturedOutput output) {
		this.runner.run((context) -> this.fake.tell((listener) -> listener.leakResolved(this.confirmed)));
		assertThat(lineOf(output)).contains("INFO", "Thread leak 3f9a1c07 RESOLVED (EXECUTOR_NOT_SHUT_DOWN): ");
	}

	@Test
	void anAcceptanceIsLoggedAsInformationAndIsNoEvent(CapturedOutput output) {
		this.runner.withBean(Collector.class).run((context) -> {
			this.fake.tell((listener) -> listener.acceptanceChanged(this.confirmed.withAccepted(true)));
			assertThat(context.getBean(Collector.class).events).isEmpty();
		});
		assertThat(lineOf(output)).contains("INFO")
			.endsWith("Thread leak 3f9a1c07 ACCEPTED (EXECUTOR_NOT_SHUT_DOWN): "
					+ "pool-#-thread-# grew 4 to 312 in 11 min and none ended.");
	}

	@Test
	void anAcceptanceThatIsTakenBackIsLogged(CapturedOutput output) {
		this.runner.run((context) -> this.fake.tell((listener) -> listener.acceptanceChanged(this.confirmed)));
		assertThat(lineOf(output)).contains("INFO", "NO LONGER ACCEPTED (EXECUTOR_NOT_SHUT_DOWN): ");
	}

	@Test
	void aSampleWithoutNewsIsNotLogged(CapturedOutput output) {
		this.runner.run((context) -> this.fake.sample(TestReports.report(this.confirmed)));
		assertThat(lineOf(output)).isEmpty();
	}

	/** Keeps what is published. */
	static class Collector {

		private final List<Object> events = new ArrayList<>();

		@EventListener
		void on(ThreadLeakOpened event) {
			this.events.add(event);
		}

		@EventListener
		void on(ThreadLeakRisen event) {
			this.events.add(event);
		}

		@EventListener
		void on(ThreadLeakResolved event) {
			this.events.add(event);
		}

	}

	/** A careless listener. */
	static class Thrower {

		@EventListener
		void on(ThreadLeakOpened event) {
			throw new IllegalStateException("password=hunter2");
		}

	}

}
