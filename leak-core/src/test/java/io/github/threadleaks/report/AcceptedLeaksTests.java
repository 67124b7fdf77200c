// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.simulation.Simulation;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What a report says of leaks that an operator knows.
 */
class AcceptedLeaksTests {

	private static final ThreadLeakReport LEAKING = leaking(ThreadLeakSettings.DEFAULTS);

	private final AcceptedLeaks accepted = new AcceptedLeaks(DetectionSettings.DEFAULTS);

	private static ThreadLeakReport leaking(ThreadLeakSettings settings) {
		Simulation jvm = Simulation.of(settings).run(Duration.ofMinutes(5));
		jvm.threads("mailer-%d", Wait.take("com.acme.Mailer.run")).perMinute(60);
		return jvm.run(Duration.ofMinutes(2)).report();
	}

	private static String id() {
		return LEAKING.leaks().get(0).id();
	}

	private static ThreadLeakSettings accepting(String id) {
		DetectionSettings defaults = DetectionSettings.DEFAULTS;
		return new ThreadLeakSettings(ThreadLeakSettings.DEFAULTS.sampling(), new DetectionSettings(defaults.window(),
				defaults.minThreads(), defaults.stuckAfter(), defaults.warmUp(), List.of(), Set.of(id)));
	}

	@Test
	void noneIsAcceptedUnlessItWasSaid() {
		assertThat(this.accepted.mark(LEAKING)).isSameAs(LEAKING);
		assertThat(LEAKING.leaks()).noneMatch(Leak::accepted);
		assertThat(LEAKING.status()).isEqualTo(Status.LEAKING);
	}

	@Test
	void anAcceptedLeakStaysListedAndDoesNotAlarm() {
		this.accepted.set(id(), true);
		ThreadLeakReport marked = this.accepted.mark(LEAKING);
		assertThat(marked.leaks()).singleElement().matches(Leak::accepted);
		assertThat(marked.leak(id())).hasValueSatisfying((leak) -> assertThat(leak.threads()).isEqualTo(120));
		assertThat(marked.alarming()).isEmpty();
		assertThat(marked.status()).isEqualTo(Status.OK);
	}

	@Test
	void anAcceptanceCanBeTakenBack() {
		this.accepted.set(id(), true);
		ThreadLeakReport marked = this.accepted.mark(LEAKING);
		this.accepted.set(id(), false);
		assertThat(this.accepted.mark(marked)).isEqualTo(LEAKING);
	}

	@Test
	void anotherLeakStillAlarms() {
		this.accepted.set("00000000", true);
		assertThat(this.accepted.mark(LEAKING).status()).isEqualTo(Status.LEAKING);
	}

	@Test
	void theSettingsAcceptFromTheBeginning() {
		ThreadLeakReport report = leaking(accepting(id()));
		assertThat(report.leaks()).singleElement().matches(Leak::accepted);
		assertThat(report.status()).isEqualTo(Status.OK);
	}

	@Test
	void whatTheSettingsAcceptCanBeTakenBack() {
		AcceptedLeaks known = new AcceptedLeaks(accepting(id()).detection());
		assertThat(known.mark(LEAKING).status()).isEqualTo(Status.OK);
		known.set(id(), false);
		assertThat(known.mark(LEAKING).status()).isEqualTo(Status.LEAKING);
	}

	@Test
	void aYoungJvmWithAnAcceptedLeakIsWarmingUp() {
		this.accepted.set(id(), true);
		ThreadLeakReport young = new ThreadLeakReport(LEAKING.status(), LEAKING.sampledAt(), Duration.ofSeconds(119),
				LEAKING.interval(), LEAKING.threads(), LEAKING.leaks(), LEAKING.resolved(), LEAKING.exhaustion(),
				LEAKING.signs(), LEAKING.cost());
		assertThat(this.accepted.mark(young).status()).isEqualTo(Status.WARMING_UP);
	}

	@Test
	void aThousandAreAcceptedAtMost() {
		for (int i = 0; i < DetectionSettings.MAX_ACCEPTED; i++) {
			this.accepted.set(String.format("%08x", i), true);
		}
		this.accepted.set("00000000", true);
		assertThatExceptionOfType(TooManyAcceptedException.class).isThrownBy(() -> this.accepted.set("ffffffff", true))
			.withMessage("At most 1000 leaks can be accepted. Take some back that are no longer there.");
		this.accepted.set("00000000", false);
		this.accepted.set("ffffffff", true);
	}

}
