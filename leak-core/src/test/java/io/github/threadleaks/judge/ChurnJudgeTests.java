// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.lifecycle.CreationSite;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.simulation.SimulatedBirths;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import io.github.threadleaks.trend.History;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each rule, at its edge.
 */
class ChurnJudgeTests {

	private static final int SAMPLES_A_MINUTE = 12;

	private static final CreationSite SITE = SimulatedBirths.site("com.acme.MailService.send");

	private static final int MANY = (int) Families.number(ChurnJudge.class, "MANY_PER_MINUTE");

	private static final int STILL = (int) (MANY * Families.number(ChurnJudge.class, "STILL"));

	private static final int END_TOO = (int) (MANY * Families.number(ChurnJudge.class, "END_TOO"));

	private final SimulatedJvm jvm = new SimulatedJvm(Families.INTERVAL);

	private final Grouper grouper = new Grouper(Duration.ofMinutes(10), this.jvm.births());

	private final ChurnJudge judge = new ChurnJudge();

	private final History history = new History(DetectionSettings.DEFAULTS, Families.INTERVAL);

	private boolean toldElsewhere;

	private int samples;

	@BeforeEach
	void begin() {
		this.jvm.threads("main", Wait.take("com.acme.Main.main")).resize(1);
		this.jvm.births().count(SITE, MANY, MANY, "mail-17");
		next(0, 0);
	}

	private Map<String, Finding> next(int started, int ended) {
		this.jvm.births().count(SITE, started, ended, "mail-17");
		return this.judge.judge(this.history.remember(this.grouper.group(this.jvm.next())),
				(site) -> this.toldElsewhere && site.equals(SITE));
	}

	/** So many in any minute; unevenly, as a minute has no more samples. */
	private Map<String, Finding> minute(int started, int ended) {
		Map<String, Finding> found = Map.of();
		for (int i = 0; i < SAMPLES_A_MINUTE; i++) {
			boolean first = this.samples++ % SAMPLES_A_MINUTE == 0;
			int each = started / SAMPLES_A_MINUTE;
			int end = ended / SAMPLES_A_MINUTE;
			found = next(each + (first ? started % SAMPLES_A_MINUTE : 0), end + (first ? ended % SAMPLES_A_MINUTE : 0));
		}
		return found;
	}

	private static Finding only(Map<String, Finding> found) {
		assertThat(found).hasSize(1);
		Finding finding = found.values().iterator().next();
		assertThat(found).containsKey(finding.id());
		return finding;
	}

	@Test
	void aThousandAMinuteAreChurn() {
		Finding finding = only(minute(MANY, MANY));
		assertThat(finding.verdict()).isEqualTo(Verdict.WATCHING);
		assertThat(finding.pattern()).isEqualTo(Pattern.THREAD_CHURN);
		assertThat(finding.evidence()).singleElement().satisfies((fact) -> assertThat(fact.value()).isEqualTo(1_000));
	}

	@Test
	void fewerAreNot() {
		assertThat(minute(MANY - 1, MANY - 1)).isEmpty();
		assertThat(minute(MANY - 1, MANY - 1)).isEmpty();
	}

	@Test
	void itTakesAMinute() {
		for (int i = 1; i < SAMPLES_A_MINUTE; i++) {
			assertThat(next(MANY, MANY)).isEmpty();
		}
		Finding finding = only(next(MANY, MANY));
		assertThat(finding.since()).isEqualTo(this.jvm.now());
		assertThat(finding.evidence().get(0).value()).isEqualTo((double) MANY * SAMPLES_A_MINUTE);
	}

	@Test
	void theRateIsThatOfTheLastMinute() {
		minute(5 * MANY, 5 * MANY);
		assertThat(only(minute(2 * MANY, 2 * MANY)).evidence().get(0).value()).isEqualTo(2 * MANY);
	}

	@Test
	void nineOfTenEnd() {
		assertThat(only(minute(MANY, END_TOO)).threads()).isEqualTo(MANY - END_TOO);
		assertThat(minute(MANY, END_TOO - 1)).isEmpty();
	}

	@Test
	void whatIsToldIsToldUntilItIsHalfOfThat() {
		Instant since = only(minute(MANY, MANY)).since();
		assertThat(only(minute(STILL, STILL)).since()).isEqualTo(since);
		assertThat(minute(STILL - 1, STILL - 1)).isEmpty();
		assertThat(minute(STILL, STILL)).isEmpty();
		assertThat(minute(MANY - 1, MANY - 1)).isEmpty();
		assertThat(only(minute(MANY, MANY)).since()).isAfter(since);
	}

	@Test
	void whatIsToldElsewhereIsNotToldTwice() {
		this.toldElsewhere = true;
		assertThat(minute(MANY, MANY)).isEmpty();
		this.toldElsewhere = false;
		assertThat(minute(MANY, MANY)).hasSize(1);
	}

	@Test
	void anotherSiteIsAnotherFinding() {
		String first = only(minute(MANY, MANY)).id();
		CreationSite other = SimulatedBirths.site("com.acme.FaxService.send");
		this.jvm.births().count(other, MANY, MANY, "fax-1");
		for (int i = 0; i < SAMPLES_A_MINUTE; i++) {
			this.jvm.births().count(other, MANY, MANY, "fax-1");
			next(MANY, MANY);
		}
		assertThat(next(MANY, MANY)).hasSize(2).containsKey(first);
	}

}
