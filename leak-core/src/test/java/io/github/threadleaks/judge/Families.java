// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.Instant;

import io.github.threadleaks.group.GroupedSample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import io.github.threadleaks.trend.FamilyTrend;
import io.github.threadleaks.trend.Growth;
import io.github.threadleaks.trend.History;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.Trends;

/**
 * Families with a past, for the rules that look at them.
 */
final class Families {

	static final Duration INTERVAL = Duration.ofSeconds(5);

	static final int MIN_THREADS = 5;

	final SimulatedJvm jvm = new SimulatedJvm(INTERVAL);

	private final Grouper grouper = new Grouper(Duration.ofMinutes(10), Births.UNRECORDED);

	private final History history = new History(DetectionSettings.DEFAULTS, INTERVAL);

	private Trends trends = next();

	Population threads(String nameFormat, Wait wait) {
		return this.jvm.threads(nameFormat, wait);
	}

	Trends next() {
		GroupedSample grouped = this.grouper.group(this.jvm.next());
		this.trends = this.history.remember(grouped);
		return this.trends;
	}

	Trends next(int samples) {
		for (int i = 0; i < samples; i++) {
			next();
		}
		return this.trends;
	}

	Trends trends() {
		return this.trends;
	}

	Instant now() {
		return this.jvm.now();
	}

	/** The family of this masked name; there is but one. */
	FamilyTrend family(String name) {
		return find(name, false);
	}

	FamilyTrend line(String name) {
		return find(name, true);
	}

	private FamilyTrend find(String name, boolean line) {
		return this.trends.families()
			.values()
			.stream()
			.filter((trend) -> trend.now().key().name().equals(name) && trend.now().key().isLine() == line)
			.findFirst()
			.orElseThrow();
	}

	static Growth.Sustained growth(Duration window, int gained, int owners, long left, Instant since) {
		return new Growth.Sustained(window, new Pace(60, 50, 70), 0, gained, owners, gained + left, left, since);
	}

	/** A number of a rule: tests stand at its edge, wherever that is. */
	static double number(Class<?> rule, String name) {
		return ((Number) constant(rule, rule, name)).doubleValue();
	}

	static Duration duration(Class<?> rule, String name) {
		return (Duration) constant(rule, rule, name);
	}

	static Duration duration(Shape shape, String name) {
		return (Duration) constant(Shape.class, shape, name);
	}

	private static Object constant(Class<?> rule, Object of, String name) {
		try {
			Field field = rule.getDeclaredField(name);
			field.setAccessible(true);
			return field.get(of);
		}
		catch (ReflectiveOperationException ex) {
			throw new LinkageError(ex.getMessage(), ex);
		}
	}

}
