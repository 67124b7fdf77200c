// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.settings.IgnoreRule;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application names threads of its own by a bean.
 */
class IgnoreRuleBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThreadLeaksAutoConfiguration.class))
		.withPropertyValues("threadleaks.sampling.interval=1s", "threadleaks.sampling.max-cpu-share=1",
				"threadleaks.detection.min-threads=2", "threadleaks.detection.warm-up=0s");

	private final List<ExecutorService> leaked = new ArrayList<>();

	/** One more executor that nobody shuts down. */
	private void leak(String name) {
		ExecutorService executor = Executors.newSingleThreadExecutor((task) -> {
			Thread thread = new Thread(task, name + this.leaked.size());
			thread.setDaemon(true);
			return thread;
		});
		this.leaked.add(executor);
		executor.execute(() -> {
		});
	}

	@AfterEach
	void shutDown() {
		this.leaked.forEach(ExecutorService::shutdownNow);
	}

	private static List<String> leaks(ThreadLeakMonitor monitor) {
		return monitor.report().leaks().stream().map((leak) -> leak.threadName().toString()).toList();
	}

	@Test
	void aBeanSilencesALeakAndNoOther() {
		this.runner.withUserConfiguration(TenantPools.class).run((context) -> {
			ThreadLeakMonitor monitor = context.getBean(ThreadLeakMonitor.class);
			Awaitility.await().atMost(Duration.ofSeconds(100)).pollInterval(Duration.ofMillis(500)).until(() -> {
				leak("tenant-");
				leak("customer-");
				return leaks(monitor).contains("customer-#");
			});
			assertThat(leaks(monitor)).doesNotContain("tenant-#");
		});
	}

	/** As the reference shows it. */
	@Configuration(proxyBeanMethods = false)
	static class TenantPools {

		@Bean
		IgnoreRule tenantPools() {
			return IgnoreRule.of("^tenant-#$", "ThreadPoolExecutor\\.getTask$", "One pool a tenant, at most 40.");
		}

	}

}
