// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.sample.web.Problems;
import jakarta.annotation.PreDestroy;

import org.springframework.stereotype.Component;

/**
 * All scenarios by name, the commonest mistakes first. Releases them when the service
 * stops, so that no leaked thread keeps the JVM alive.
 */
@Component
final class LeakScenarios {

	private final Map<String, LeakScenario> byName = new LinkedHashMap<>();

	LeakScenarios(List<LeakScenario> scenarios) {
		scenarios.forEach((scenario) -> this.byName.put(scenario.about().name(), scenario));
	}

	Collection<LeakScenario> all() {
		return this.byName.values();
	}

	LeakScenario get(String name) {
		LeakScenario scenario = this.byName.get(name);
		if (scenario == null) {
			throw Problems
				.notFound("There is no such leak. The leaks are " + String.join(", ", this.byName.keySet()) + ".");
		}
		return scenario;
	}

	@PreDestroy
	void releaseAll() throws Exception {
		for (LeakScenario scenario : all()) {
			scenario.release();
		}
	}

}
