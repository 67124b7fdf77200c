// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;

/**
 * A gauge whose series come and go, each of which is registered once while it stays. To
 * register all of them again with each sample would take the meter away for a moment when
 * there is one series, and a scrape by Prometheus in that moment fails altogether: it
 * finds the old meter and the new one, with the same labels.
 */
final class ChangingGauge {

	private final MultiGauge gauge;

	private volatile Map<Tags, Double> values = Map.of();

	ChangingGauge(MultiGauge gauge) {
		this.gauge = gauge;
	}

	/**
	 * Replaces what is shown.
	 * @param rows what has a series each
	 * @param tags the tags of one; of two with the same tags the last is shown
	 * @param value the number of one
	 * @param <T> the kind of row
	 */
	<T> void show(List<T> rows, Function<T, Tags> tags, Function<T, Number> value) {
		Map<Tags, Double> now = new LinkedHashMap<>();
		rows.forEach((row) -> now.put(tags.apply(row), value.apply(row).doubleValue()));
		// what goes keeps its number until it has gone
		Map<Tags, Double> meanwhile = new LinkedHashMap<>(this.values);
		meanwhile.putAll(now);
		this.values = meanwhile;
		this.gauge.register(now.keySet().stream().<Row<?>>map(this::row).toList(), false);
		this.values = now;
	}

	private Row<ChangingGauge> row(Tags tags) {
		return Row.of(tags, this, (gauge) -> gauge.values.getOrDefault(tags, Double.NaN));
	}

}
