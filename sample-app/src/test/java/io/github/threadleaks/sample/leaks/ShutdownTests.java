// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.sample.SampleApplication;
import io.github.threadleaks.sample.ServiceClient;
import org.junit.jupiter.api.Test;

import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

import static org.awaitility.Awaitility.await;

/**
 * A service full of leaked threads can still be stopped.
 */
class ShutdownTests {

	@Test
	void stoppingTheServiceReleasesEachLeak() {
		Map<LeakedThreads, Set<Thread>> before = new LinkedHashMap<>();
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(SampleApplication.class)
			.run("--server.port=0")) {
			ServiceClient service = new ServiceClient(
					context.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
			LeakScenarioTests.leaks().forEach((leaked) -> before.put(leaked, leaked.live()));
			before.keySet().forEach((leaked) -> service.post("/leaks/" + leaked.scenario()));
		}
		before.forEach((leaked, then) -> await(leaked.scenario()).until(() -> leaked.since(then).isEmpty()));
	}

}
