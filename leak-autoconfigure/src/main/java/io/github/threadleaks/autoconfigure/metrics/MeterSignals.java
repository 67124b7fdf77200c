// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.metrics;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

import io.github.threadleaks.signal.SignalKind;
import io.github.threadleaks.signal.SignalSource;
import io.github.threadleaks.signal.SignalSources;
import io.github.threadleaks.signal.Signals;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What other meters of the application tell: the connections in use of each pool, and the
 * sessions of Tomcat. Found by name, so that neither library is needed.
 * <p>
 * Boot knows pools by their beans ({@code jdbc.connections.active}), Hikari by their own
 * names ({@code hikaricp.connections.active}); most pools have both. Those of Hikari are
 * taken where they are more, as pools that are no beans have none but those.
 */
final class MeterSignals implements SignalSources {

	/** To look through thousands of meters takes a while; pools rarely come and go. */
	private static final int SEARCH_EVERY = 4;

	/** Growth counts from 20 sessions on: a few come with every test. */
	private static final double SESSIONS = 4;

	private final MeterRegistry registry;

	private List<SignalSource> found = List.of();

	private List<Gauge> gauges = List.of();

	private int asked;

	MeterSignals(MeterRegistry registry) {
		this.registry = registry;
	}

	@Override
	public List<SignalSource> sources() {
		if (this.asked++ % SEARCH_EVERY == 0 || this.gauges.stream().anyMatch(MeterSignals::isGone)) {
			search();
		}
		return this.found;
	}

	/** A gauge whose object is no more says so by being no number. */
	private static boolean isGone(Gauge gauge) {
		return Double.isNaN(gauge.value());
	}

	private void search() {
		List<Gauge> beans = gauges("jdbc.connections.active");
		List<Gauge> hikari = gauges("hikaricp.connections.active");
		List<Gauge> sessions = gauges("tomcat.sessions.active.current");
		boolean byBean = beans.size() >= hikari.size();
		List<Gauge> pools = byBean ? beans : hikari;
		this.gauges = Stream.concat(pools.stream(), sessions.stream()).toList();
		this.found = Stream
			.concat(pools.stream()
				.map((gauge) -> source(gauge, name(gauge, byBean ? "name" : "pool"), SignalKind.CONNECTIONS, 1)),
					sessions.stream().map((gauge) -> source(gauge, "sessions", SignalKind.SESSIONS, SESSIONS)))
			.toList();
	}

	private List<Gauge> gauges(String meter) {
		// one more than are read, so that the engine says that there are too many
		return this.registry.find(meter).gauges().stream().limit(Signals.MAX_SOURCES + 1L).toList();
	}

	private static SignalSource source(Gauge gauge, String name, SignalKind kind, double grain) {
		return new SignalSource(name, kind, grain, () -> OptionalDouble.of(gauge.value()));
	}

	private static String name(Gauge gauge, String tag) {
		@Nullable String name = gauge.getId().getTag(tag);
		return "connections:" + ((name != null) ? name : "unnamed");
	}

}
