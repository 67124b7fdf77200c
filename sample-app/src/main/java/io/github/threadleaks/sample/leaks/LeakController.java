// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.List;

import io.github.threadleaks.sample.web.Problems;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lists, runs and releases the leaks over HTTP.
 */
@RestController
@RequestMapping("/leaks")
final class LeakController {

	/** A thousand more threads in one request are enough to see anything. */
	private static final int MOST_TIMES = 1000;

	private final LeakScenarios scenarios;

	LeakController(LeakScenarios scenarios) {
		this.scenarios = scenarios;
	}

	@GetMapping
	List<LeakView> list() {
		return this.scenarios.all().stream().map(LeakView::of).toList();
	}

	@PostMapping("/{name}")
	LeakView run(@PathVariable String name, @RequestParam(defaultValue = "1") String times) throws Exception {
		LeakScenario scenario = this.scenarios.get(name);
		int runs = Problems.wholeNumber("times", times, MOST_TIMES);
		for (int i = 0; i < runs; i++) {
			scenario.run();
		}
		return LeakView.of(scenario);
	}

	@DeleteMapping("/{name}")
	LeakView release(@PathVariable String name) throws Exception {
		LeakScenario scenario = this.scenarios.get(name);
		scenario.release();
		return LeakView.of(scenario);
	}

	@DeleteMapping
	List<LeakView> releaseAll() throws Exception {
		this.scenarios.releaseAll();
		return list();
	}

}
