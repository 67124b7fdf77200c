// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

import io.github.threadleaks.ThreadLeakListener;
import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.endpoint.ThreadLeaksEndpointAutoConfiguration;
import io.github.threadleaks.autoconfigure.event.ThreadLeaksEventAutoConfiguration;
import io.github.threadleaks.autoconfigure.health.ThreadLeaksHealthAutoConfiguration;
import io.github.threadleaks.autoconfigure.metrics.ThreadLeaksMetricsAutoConfiguration;
import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.ThreadLeakReport;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * When there is a monitor, and whose.
 */
class ThreadLeaksAutoConfigurationTests {

	private static final String EXPOSED = "management.endpoints.web.exposure.include=*";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThreadLeaksAutoConfiguration.class,
				ThreadLeaksEndpointAutoConfiguration.class, ThreadLeaksEventAutoConfiguration.class,
				ThreadLeaksHealthAutoConfiguration.class, ThreadLeaksMetricsAutoConfiguration.class));

	private final FakeMonitor fake = new FakeMonitor(TestReports.report());

	private static List<String> ourBeans(ApplicationContext context) {
		return List.of(context.getBeanDefinitionNames())
			.stream()
			.filter((name) -> name.toLowerCase(Locale.ROOT).contains("thread"))
			.toList();
	}

	@Test
	void theMonitorSamplesWithoutBeingAskedTo() {
		this.runner.run((context) -> Awaitility.await()
			.atMost(Duration.ofSeconds(20))
			.until(() -> context.getBean(ThreadLeakMonitor.class).report().sampledAt().isPresent()));
	}

	@Test
	void theMonitorIsStartedInALazyApplicationToo() {
		this.runner
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> Awaitility.await()
				.atMost(Duration.ofSeconds(20))
				.until(ThreadLeaksAutoConfigurationTests::monitorLives));
	}

	@Test
	void theMonitorEndsWithTheContext() {
		this.runner.run((context) -> assertThat(monitorLives()).isTrue());
		Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> !monitorLives());
	}

	@Test
	void disabledThereIsNothing() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues("threadleaks.enabled=false", EXPOSED)
			.run((context) -> assertThat(ourBeans(context)).isEmpty());
	}

	@Test
	void enabledThereIsAllOfIt() {
		this.runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
			.withPropertyValues(EXPOSED)
			.run((context) -> {
				assertThat(ourBeans(context)).contains("threadLeakMonitor", "threadLeaksEndpoint",
						"threadSnapshotEndpoint", "threadLeaksHealthIndicator", "threadLeakLog");
				assertThat(context).getBeans(MeterBinder.class).hasSize(8);
			});
	}

	@Test
	void disabledAMonitorOfTheApplicationIsLeftAlone() {
		this.runner.withInitializer(this.fake.asBean())
			.withPropertyValues("threadleaks.enabled=false", EXPOSED)
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean("threadLeaksEndpoint");
				verify(this.fake.monitor(), never()).start();
			});
	}

	@Test
	void aMonitorOfTheApplicationIsUsedAndStarted() {
		this.runner.withInitializer(this.fake.asBean()).run((context) -> {
			assertThat(context).getBean(ThreadLeakMonitor.class).isSameAs(this.fake.monitor());
			verify(this.fake.monitor()).start();
		});
	}

	@Test
	void aRedactorOfTheApplicationIsUsed() {
		Redactor own = Redactor.standard(List.of());
		this.runner.withBean(Redactor.class, () -> own)
			.run((context) -> assertThat(context).getBean(Redactor.class).isSameAs(own));
	}

	@Test
	void listenersOfTheApplicationHearOfSamples() {
		ThreadLeakListener listener = mock(ThreadLeakListener.class);
		ThreadLeakReport report = TestReports.report();
		this.runner.withInitializer(this.fake.asBean())
			.withBean(ThreadLeakListener.class, () -> listener)
			.run((context) -> {
				this.fake.sample(report);
				verify(listener).sampled(report);
			});
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void theApplicationComesUpThoughTheJvmCannotStartAnotherThread(CapturedOutput output) {
		willThrow(new OutOfMemoryError("unable to create native thread")).given(this.fake.monitor()).start();
		this.runner.withInitializer(this.fake.asBean()).run((context) -> assertThat(context).hasNotFailed());
		assertThat(output).contains("Thread leaks are not watched for");
	}

	@Test
	void neitherActuatorNorMicrometerIsNeeded() {
		this.runner
			.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate",
					"org.springframework.boot.health", "io.micrometer"))
			.run((context) -> assertThat(context).hasSingleBean(ThreadLeakMonitor.class)
				.hasBean("threadLeakLog")
				.doesNotHaveBean("threadLeaksEndpoint")
				.doesNotHaveBean("threadLeaksHealthIndicator"));
	}

	@Test
	void anEndpointThatIsNotExposedIsNotThere() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean("threadLeaksEndpoint")
			.doesNotHaveBean("threadSnapshotEndpoint"));
	}

	@Test
	void anEndpointWithoutAccessIsNotThere() {
		this.runner.withPropertyValues(EXPOSED, "management.endpoint.threadsnapshot.access=NONE")
			.run((context) -> assertThat(context).hasBean("threadLeaksEndpoint")
				.doesNotHaveBean("threadSnapshotEndpoint"));
	}

	private static boolean monitorLives() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals(ThreadLeakMonitor.THREAD_NAME));
	}

}
