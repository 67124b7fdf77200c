// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.threadleaks.ThreadLabels;
import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.core.task.TaskDecorator;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Labels, and who takes them along.
 */
public class ThreadLabelsTests {

	private static final Map<String, String> ACME = Map.of("tenant", "acme");

	private final List<Map<String, String>> seen = new ArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThreadLeaksAutoConfiguration.class,
				ThreadLeaksContextAutoConfiguration.class, TaskExecutionAutoConfiguration.class));

	private void exportOrders() {
		this.seen.add(ThreadLabels.current());
	}

	@Test
	@SuppressWarnings("try") // the scope is there to be closed
	void whatRunsUnderLabelsBearsThem() {
		ThreadLabels.run(Map.of("tenant", "acme"), () -> exportOrders());
		try (ThreadLabels.Scope scope = ThreadLabels.with(Map.of("tenant", "acme"))) {
			exportOrders();
		}
		exportOrders();
		assertThat(this.seen).containsExactly(ACME, ACME, Map.of());
	}

	@Test
	void tasksOfSpringsExecutorTakeThemAlong() {
		this.runner.run((context) -> {
			AsyncTaskExecutor executor = context.getBean(AsyncTaskExecutor.class);
			List<Future<Map<String, String>>> tasks = new ArrayList<>();
			ThreadLabels.run(ACME, () -> tasks.add(executor.submit(ThreadLabels::current)));
			tasks.add(executor.submit(ThreadLabels::current));
			assertThat(tasks.get(0).get()).isEqualTo(ACME);
			assertThat(tasks.get(1).get()).isEmpty();
		});
	}

	@Test
	void aDecoratorOfTheApplicationsStaysTheOnlyOne() {
		TaskDecorator own = (task) -> task;
		this.runner.withBean(TaskDecorator.class, () -> own)
			.run((context) -> assertThat(context.getBean(TaskDecorator.class)).isSameAs(own));
	}

	@Test
	void withoutARecordingNothingIsTakenAlong() {
		this.runner.withPropertyValues("threadleaks.lifecycle.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(TaskDecorator.class));
	}

	@Test
	void contextPropagationTakesThemAlong() throws Exception {
		ExecutorService plain = Executors.newSingleThreadExecutor();
		ExecutorService executor = ContextExecutorService.wrap(plain,
				() -> ContextSnapshotFactory.builder().build().captureAll());
		try {
			List<Future<Map<String, String>>> tasks = new ArrayList<>();
			ThreadLabels.run(ACME, () -> tasks.add(executor.submit(ThreadLabels::current)));
			tasks.add(executor.submit(ThreadLabels::current));
			assertThat(tasks.get(0).get()).isEqualTo(ACME);
			assertThat(tasks.get(1).get()).isEmpty();
			assertThat(plain.submit(ThreadLabels::current).get()).isEmpty();
		}
		finally {
			plain.shutdownNow();
		}
	}

}
