// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import io.github.threadleaks.sample.leaks.LeakScenario.About;

/**
 * A scenario as the HTTP answers show it.
 *
 * @param name its name in the path
 * @param pattern the pattern that the report should name
 * @param description the mistake
 * @param running whether it holds leaked threads now
 * @param runs how many runs hold them
 */
record LeakView(String name, String pattern, String description, boolean running, int runs) {

	static LeakView of(LeakScenario scenario) {
		About about = scenario.about();
		int runs = scenario.runs();
		return new LeakView(about.name(), about.pattern(), about.description(), runs > 0, runs);
	}

}
