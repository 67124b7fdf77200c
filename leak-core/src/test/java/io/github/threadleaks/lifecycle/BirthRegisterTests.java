// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.github.threadleaks.sample.Frame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes known of threads by and by, in simulated time.
 */
class BirthRegisterTests {

	private static final long SECOND = 1_000_000_000L;

	private long now = 100 * SECOND;

	private final BirthRegister register = new BirthRegister(() -> this.now,
			new ContextMatcher(new ThreadContexts(() -> this.now)));

	private static CreationSite site(String type) {
		return new CreationSite(List.of(new Frame(type, "start", type + ".java", 1, false)));
	}

	private static Birthplace at(String type) {
		return new Birthplace(site(type), false, Set.of(), true, false);
	}

	private Origin.Knowledge knowledge(long id) {
		return this.register.origin(id).knowledge();
	}

	/** Time goes on, and all events so far are told. */
	private void pass(long seconds) {
		this.now += seconds * SECOND;
		this.register.toldUntil(this.now);
	}

	@Test
	void beforeRecordingNothingIsKnown() {
		assertThat(this.register.origin(1)).isSameAs(Origin.UNRECORDED);
	}

	@Test
	void threadsThatLiveAtTheBeginningAreEarlierOnceTheirBirthCannotBeTold() {
		this.register.begin(new long[] { 7, 3 });
		assertThat(knowledge(3)).isEqualTo(Origin.Knowledge.AWAITED);
		this.register.birth(7, "thread", 3, at("A"), this.now);
		pass(1);
		assertThat(knowledge(3)).isEqualTo(Origin.Knowledge.EARLIER);
		assertThat(knowledge(7)).isEqualTo(Origin.Knowledge.RECORDED);
	}

	@Test
	void aNewThreadIsAwaitedUntilTheEventsHavePassedIt() {
		this.register.begin(new long[0]);
		pass(10);
		assertThat(knowledge(8)).isEqualTo(Origin.Knowledge.AWAITED);
		this.now += 10 * SECOND;
		assertThat(knowledge(8)).as("nothing was told meanwhile").isEqualTo(Origin.Knowledge.AWAITED);
		this.now += 11 * SECOND;
		assertThat(knowledge(8)).as("nothing will be told").isEqualTo(Origin.Knowledge.UNRECORDED);
		pass(1);
		assertThat(knowledge(8)).as("it should have been told").isEqualTo(Origin.Knowledge.UNRECORDED);
		this.register.birth(8, "thread", 1, at("A"), this.now);
		assertThat(knowledge(8)).as("late, and told all the same").isEqualTo(Origin.Knowledge.RECORDED);
	}

	@Test
	void whenRecordingEndsNothingIsAwaitedAndWhatIsKnownStays() {
		this.register.begin(new long[] { 3 });
		this.register.birth(7, "thread", 3, at("A"), this.now);
		assertThat(knowledge(8)).isEqualTo(Origin.Knowledge.AWAITED);
		this.register.end();
		assertThat(knowledge(8)).isEqualTo(Origin.Knowledge.UNRECORDED);
		assertThat(knowledge(7)).isEqualTo(Origin.Knowledge.RECORDED);
		assertThat(knowledge(3)).isEqualTo(Origin.Knowledge.EARLIER);
	}

	@Test
	void aChildInheritsOfAParentThatHasJustEnded() {
		this.register.begin(new long[0]);
		this.register.birth(7, "thread", 1, at("A"), this.now);
		this.register.death(7, this.now + SECOND);
		this.register.birth(8, "thread", 7, Birthplace.UNKNOWN, this.now + SECOND);
		assertThat(this.register.origin(8))
			.isEqualTo(new Origin(Origin.Knowledge.INHERITED, site("A"), site("A"), StartContext.NONE));
		assertThat(this.register.sites()).isEqualTo(Map.of(site("A"), new Births.SiteCounts(2, 1, "thread")));
	}

	@Test
	void aChildOfAnUnknownParentHasNoSite() {
		this.register.begin(new long[] { 1 });
		this.register.birth(8, "thread", 1, Birthplace.UNKNOWN, this.now);
		assertThat(this.register.origin(8)).isEqualTo(
				new Origin(Origin.Knowledge.RECORDED, CreationSite.UNKNOWN, CreationSite.UNKNOWN, StartContext.NONE));
		assertThat(this.register.sites()).isEmpty();
	}

	@Test
	void theJvmsOwnThreadsAreNobodys() {
		this.register.begin(new long[0]);
		this.register.birth(7, "thread", 1, at("A"), this.now);
		this.register.birth(8, "thread", 7, new Birthplace(CreationSite.UNKNOWN, false, Set.of(), true, false),
				this.now);
		assertThat(this.register.origin(8).site()).isEqualTo(CreationSite.UNKNOWN);
		assertThat(knowledge(8)).isEqualTo(Origin.Knowledge.RECORDED);
	}

	@Test
	void totalsAndLifetimes() {
		List<Long> lifetimes = new ArrayList<>();
		this.register.addLifetimeListener(lifetimes::add);
		this.register.begin(new long[] { 3 });
		this.register.birth(7, "thread", 3, at("A"), this.now);
		this.register.birth(8, "thread", 3, at("A"), this.now);
		this.register.death(8, this.now + 2 * SECOND);
		this.register.death(7, this.now + 5 * SECOND);
		this.register.death(3, this.now);
		assertThat(this.register.totals())
			.isEqualTo(new LifecycleTotals(2, 3, 2, Duration.ofSeconds(7), Duration.ofSeconds(5)));
		assertThat(lifetimes).containsExactly(2 * SECOND, 5 * SECOND);
	}

	@Test
	void aThousandSitesWithLiveThreadsAreRememberedAndTheRestIsSaid() {
		this.register.begin(new long[0]);
		for (int i = 1; i <= SiteTable.MAX; i++) {
			this.register.birth(i, "thread", 0, at("Type" + i), this.now);
		}
		assertThat(this.register.degraded()).isEmpty();
		this.register.birth(5_000, "thread", 0, at("OneMore"), this.now);
		assertThat(this.register.origin(5_000).site()).isEqualTo(CreationSite.UNKNOWN);
		assertThat(this.register.degraded()).containsExactly(
				"The creation sites of 1 threads are not told:" + " more than 1000 sites have live threads.");
		this.register.death(1, this.now);
		this.register.birth(5_001, "thread", 0, at("AnotherOne"), this.now);
		assertThat(this.register.origin(5_001).site()).isEqualTo(site("AnotherOne"));
		assertThat(this.register.sites()).hasSize(SiteTable.MAX).doesNotContainKey(site("Type1"));
	}

}
