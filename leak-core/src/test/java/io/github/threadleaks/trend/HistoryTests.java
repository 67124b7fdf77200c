// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

class HistoryTests {

	private static final Duration INTERVAL = Duration.ofSeconds(5);

	private final SimulatedJvm jvm = new SimulatedJvm(INTERVAL);

	private final Grouper grouper = new Grouper(Duration.ofMinutes(10), Births.UNRECORDED);

	private final History history = new History(DetectionSettings.DEFAULTS, INTERVAL);

	private Trends next() {
		return this.history.remember(this.grouper.group(this.jvm.next()));
	}

	private Trends next(int times) {
		Trends trends = next();
		for (int i = 1; i < times; i++) {
			trends = next();
		}
		return trends;
	}

	private static FamilyTrend family(Trends trends, String name) {
		return trends.families()
			.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().name().equals(name) && !entry.getKey().isLine())
			.findFirst()
			.orElseThrow()
			.getValue();
	}

	private static SizePoint last(FamilyTrend trend) {
		List<SizePoint> points = trend.history(SimulatedJvm.BEGIN, 1_000);
		return points.get(points.size() - 1);
	}

	@Test
	void arrivalsAndDeparturesAreCounted() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(10);
		next();
		this.jvm.eachTick(() -> jobs.replace(3));
		SizePoint last = last(family(next(4), "job-#"));
		assertThat(last.threads()).isEqualTo(10);
		assertThat(last.arrived()).isEqualTo(10 + 12);
		assertThat(last.left()).isEqualTo(12);
	}

	@Test
	void whoOnlyChangesItsWaitDoesNotLeaveItsLine() {
		Population idle = this.jvm.threads("job-%d", Wait.take("com.acme.Job.run")).resize(10);
		Population busy = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(1);
		next();
		idle.move(4, busy);
		Trends trends = next();
		List<FamilyTrend> lines = trends.families()
			.values()
			.stream()
			.filter((trend) -> trend.now().key().isLine())
			.toList();
		assertThat(lines).singleElement().satisfies((line) -> {
			assertThat(line.now().threads()).isEqualTo(11);
			assertThat(last(line).left()).isZero();
			assertThat(last(line).arrived()).isEqualTo(11);
		});
	}

	@Test
	void whoChangesItsWaitLeavesItsFamilyForAnother() {
		Population takes = this.jvm.threads("job-%d", Wait.take("com.acme.Job.run")).resize(10);
		Population sleeps = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(1);
		next();
		takes.move(4, sleeps);
		List<FamilyTrend> families = next().families()
			.values()
			.stream()
			.filter((trend) -> !trend.now().key().isLine())
			.toList();
		assertThat(families)
			.extracting((trend) -> last(trend).threads(), (trend) -> last(trend).arrived(),
					(trend) -> last(trend).left())
			.containsExactlyInAnyOrder(tuple(6, 10L, 4L), tuple(5, 5L, 0L));
	}

	@Test
	void whoIsOfAnotherEntryLeavesItsLine() {
		Population jobs = this.jvm.threads("job-%d", Wait.take("com.acme.Job.run")).resize(10);
		Population others = this.jvm.threads("job-%d", Wait.take("com.acme.Other.run")).resize(1);
		next();
		jobs.move(4, others);
		List<FamilyTrend> lines = next().families()
			.values()
			.stream()
			.filter((trend) -> trend.now().key().isLine())
			.toList();
		assertThat(lines)
			.extracting((trend) -> last(trend).threads(), (trend) -> last(trend).arrived(),
					(trend) -> last(trend).left())
			.containsExactlyInAnyOrder(tuple(6, 10L, 4L), tuple(5, 5L, 0L));
	}

	@Test
	void whoLeavesHasTheAgeOfItsLastSample() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(9);
		int kept = (int) Grouper.KEPT.dividedBy(INTERVAL);
		int aged = (int) Grouper.AGED.dividedBy(INTERVAL);
		List<SizePoint> points = new ArrayList<>();
		for (int sample = 0; sample <= aged + 1; sample++) {
			points.add(last(family(next(), "job-#")));
			if (sample == kept - 1 || sample == kept || sample == aged - 1 || sample == aged) {
				jobs.resize(jobs.size() - 1);
			}
		}
		assertThat(points.subList(kept - 1, kept + 2)).extracting(SizePoint::kept, SizePoint::left, SizePoint::keptLeft)
			.containsExactly(tuple(0, 0L, 0L), tuple(8, 1L, 0L), tuple(7, 2L, 1L));
		assertThat(points.subList(aged - 1, aged + 2)).extracting(SizePoint::aged, SizePoint::left, SizePoint::agedLeft)
			.containsExactly(tuple(0, 2L, 0L), tuple(6, 3L, 0L), tuple(5, 4L, 1L));
	}

	@Test
	void aFamilyThatComesLaterHasGrownFromNothing() {
		this.jvm.threads("main", Wait.take("com.acme.Main.main")).resize(1);
		next(3);
		this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(7);
		assertThat(family(next(), "job-#").history(SimulatedJvm.BEGIN, 10)).extracting(SizePoint::threads)
			.containsExactly(0, 7);
		assertThat(family(next(), "main").history(SimulatedJvm.BEGIN, 10)).extracting(SizePoint::threads)
			.containsOnly(1);
	}

	@Test
	void aFamilyThatVanishesIsForgotten() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run")).resize(7);
		this.jvm.threads("main", Wait.take("com.acme.Main.main")).resize(1);
		next(3);
		jobs.resize(0);
		assertThat(next().families().keySet()).extracting(FamilyKey::name).containsOnly("main");
		jobs.resize(2);
		assertThat(family(next(), "job-#").history(SimulatedJvm.BEGIN, 10)).extracting(SizePoint::threads)
			.containsExactly(0, 2);
	}

	@Test
	void moreFamiliesThanTheBoundLoseTheirPastSmallestFirst() {
		for (int i = 0; i < History.MAX_FAMILIES; i++) {
			this.jvm.threads(word(i) + "-%d", Wait.sleep("com.acme." + word(i) + ".run")).resize(1);
		}
		Population large = this.jvm.threads("large-%d", Wait.sleep("com.acme.Job.run")).resize(10);
		next(3);
		large.resize(20);
		Trends trends = next();
		assertThat(trends.families()).hasSize(2 * (History.MAX_FAMILIES + 1));
		assertThat(family(trends, "large-#").history(SimulatedJvm.BEGIN, 10)).extracting(SizePoint::threads)
			.containsExactly(10, 20);
		// a family without a past seems to have just come
		long forgotten = trends.families()
			.values()
			.stream()
			.filter((trend) -> trend.history(SimulatedJvm.BEGIN, 10).size() > 1 && trend.now().threads() == 1)
			.count();
		assertThat(forgotten).isEqualTo(2 * (History.MAX_FAMILIES + 1) - History.MAX_FAMILIES);
	}

	private static String word(int number) {
		return String.valueOf(number + 10_000)
			.chars()
			.mapToObj((digit) -> String.valueOf((char) (digit - '0' + 'g')))
			.collect(Collectors.joining());
	}

	@Test
	void aHistoryIsThinnedToItsNewestPoints() {
		Population jobs = this.jvm.threads("job-%d", Wait.sleep("com.acme.Job.run"));
		this.jvm.eachTick(() -> jobs.resize(jobs.size() + 1));
		FamilyTrend trend = family(next(1_000), "job-#");
		List<SizePoint> points = trend.history(SimulatedJvm.BEGIN, 50);
		assertThat(points).hasSizeBetween(25, 50);
		assertThat(points.get(points.size() - 1).threads()).isEqualTo(1_000);
		assertThat(trend.history(this.jvm.now().minusSeconds(20), 50)).extracting(SizePoint::threads)
			.containsExactly(996, 997, 998, 999, 1_000);
	}

}
