// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A wrong setting fails by name, limit and value.
 */
class SettingsTests {

	private static void assertRefused(ThrowingCallable made, String words) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(made).withMessage(words);
	}

	private static SamplingSettings sampling(String interval, double maxCpuShare, int maxDepth, int maxThreads) {
		return new SamplingSettings(Duration.parse(interval), maxCpuShare, maxDepth, maxThreads);
	}

	private static DetectionSettings detection(String window, int minThreads, String warmUp) {
		return new DetectionSettings(Duration.parse(window), minThreads, Duration.ofMinutes(10), Duration.parse(warmUp),
				List.of(), Set.of());
	}

	@Test
	void theDefaultsAreThoseOfTheReference() {
		assertThat(ThreadLeakSettings.DEFAULTS.sampling()).isEqualTo(sampling("PT5S", 0.001, 48, 50_000));
		assertThat(ThreadLeakSettings.DEFAULTS.detection()).isEqualTo(detection("PT6H", 5, "PT2M"));
	}

	@Test
	void theLimitsThemselvesAreAllowed() {
		assertThat(sampling("PT1S", 1, 8, 100).maxDepth()).isEqualTo(8);
		assertThat(sampling("PT10M", 1e-9, 1024, 1_000_000).maxDepth()).isEqualTo(1024);
		assertThat(detection("PT1M", 2, "PT0S").minThreads()).isEqualTo(2);
		assertThat(detection("P7D", 10_000, "PT1H").minThreads()).isEqualTo(10_000);
	}

	@Test
	void dumpsOfVirtualThreadsAreFromNeverToAMillion() {
		assertThat(ThreadLeakSettings.DEFAULTS.virtualThreads().maxDump()).isEqualTo(20_000);
		assertThat(new VirtualThreadSettings(0).maxDump()).isZero();
		assertThat(new VirtualThreadSettings(1_000_000).maxDump()).isEqualTo(1_000_000);
		assertRefused(() -> new VirtualThreadSettings(-1),
				"threadleaks.virtual-threads.max-dump must be between 0 and 1000000, not -1");
		assertRefused(() -> new VirtualThreadSettings(1_000_001),
				"threadleaks.virtual-threads.max-dump must be between 0 and 1000000, not 1000001");
	}

	@Test
	void theIntervalIsOneSecondToTenMinutes() {
		assertRefused(() -> sampling("PT0.1S", 1, 48, 1_000),
				"threadleaks.sampling.interval must be at least 1s, not PT0.1S");
		assertRefused(() -> sampling("PT10M0.001S", 1, 48, 1_000),
				"threadleaks.sampling.interval must be at most 10m, not PT10M0.001S");
	}

	@Test
	void theCpuShareIsAShareOfOneCore() {
		assertRefused(() -> sampling("PT5S", 0, 48, 1_000),
				"threadleaks.sampling.max-cpu-share must be above 0 and at most 1 (a share of one core), not 0.0");
		assertRefused(() -> sampling("PT5S", 1.5, 48, 1_000),
				"threadleaks.sampling.max-cpu-share must be above 0 and at most 1 (a share of one core), not 1.5");
		assertRefused(() -> sampling("PT5S", Double.NaN, 48, 1_000),
				"threadleaks.sampling.max-cpu-share must be above 0 and at most 1 (a share of one core), not NaN");
	}

	@Test
	void depthAndNumberOfThreadsAreBounded() {
		assertRefused(() -> sampling("PT5S", 1, 7, 1_000),
				"threadleaks.sampling.max-depth must be between 8 and 1024 frames, not 7");
		assertRefused(() -> sampling("PT5S", 1, 1_025, 1_000),
				"threadleaks.sampling.max-depth must be between 8 and 1024 frames, not 1025");
		assertRefused(() -> sampling("PT5S", 1, 48, 99),
				"threadleaks.sampling.max-threads must be between 100 and 1000000, not 99");
		assertRefused(() -> sampling("PT5S", 1, 48, 1_000_001),
				"threadleaks.sampling.max-threads must be between 100 and 1000000, not 1000001");
	}

	@Test
	void detectionIsBounded() {
		assertRefused(() -> detection("PT59S", 5, "PT2M"),
				"threadleaks.detection.window must be between 1m and 7d, not PT59S");
		assertRefused(() -> detection("P7DT1S", 5, "PT2M"),
				"threadleaks.detection.window must be between 1m and 7d, not PT168H1S");
		assertRefused(() -> detection("PT6H", 1, "PT2M"),
				"threadleaks.detection.min-threads must be between 2 and 10000, not 1");
		assertRefused(() -> detection("PT6H", 5, "-PT1S"),
				"threadleaks.detection.warm-up must be between 0s and 1h, not PT-1S");
		assertRefused(() -> detection("PT6H", 5, "PT1H1S"),
				"threadleaks.detection.warm-up must be between 0s and 1h, not PT1H1S");
	}

	@Test
	void anIgnoreRuleHasAPatternAndAReason() {
		assertRefused(() -> IgnoreRule.of("", "", "why"), "threadleaks.detection.ignore"
				+ " must have a name or a frame pattern in each entry, not an entry without either");
		assertRefused(() -> IgnoreRule.of("batch-#", "", " "), "threadleaks.detection.ignore"
				+ " must have a reason in each entry, not the entry 'batch-#' without one");
		assertRefused(() -> IgnoreRule.of("(", "", "why"),
				"threadleaks.detection.ignore[].name"
						+ " must be an RE2 pattern (no look-around, no back-references, at most 1000 characters when"
						+ " repetitions are written out, no letters beyond U+1C80 with (?i)), not '('");
		assertRefused(() -> IgnoreRule.of("", "(?=a)", "why"),
				"threadleaks.detection.ignore[].frame"
						+ " must be an RE2 pattern (no look-around, no back-references, at most 1000 characters when"
						+ " repetitions are written out, no letters beyond U+1C80 with (?i)), not '(?=a)'");
	}

	private static DetectionSettings accepting(Set<String> ids) {
		return new DetectionSettings(Duration.ofHours(1), 5, Duration.ofMinutes(10), Duration.ZERO, List.of(), ids);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "3f9a1c0", "3f9a1c077", "3F9A1C07", "3f9a1c0g", " 3f9a1c0" })
	void acceptedAreIdsOfLeaks(String id) {
		assertThat(accepting(Set.of("3f9a1c07", "01234567")).accepted()).hasSize(2);
		assertRefused(() -> accepting(Set.of(id)),
				"threadleaks.detection.accepted must hold ids of leaks, eight hex digits each, not '" + id + "'");
	}

	@Test
	void aThousandAreAcceptedAtMost() {
		Set<String> ids = IntStream.range(0, 1_000)
			.mapToObj((i) -> String.format("%08x", i))
			.collect(Collectors.toSet());
		assertThat(accepting(ids).accepted()).hasSize(1_000);
		ids.add("ffffffff");
		assertRefused(() -> accepting(ids), "threadleaks.detection.accepted must hold at most 1000 ids, not 1001");
	}

	@Test
	void theExceptionTellsItsPartsToo() {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> detection("PT6H", 1, "PT2M"))
			.satisfies((ex) -> {
				assertThat(ex.name()).isEqualTo("threadleaks.detection.min-threads");
				assertThat(ex.value()).isEqualTo("1");
				assertThat(ex.limit()).isEqualTo("be between 2 and 10000");
			});
	}

	@Test
	void rulesCannotBeChangedAfterwards() {
		List<IgnoreRule> rules = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		DetectionSettings settings = new DetectionSettings(Duration.ofHours(1), 5, Duration.ofMinutes(10),
				Duration.ZERO, rules, ids);
		rules.add(IgnoreRule.of("x", "", "why"));
		ids.add("nonsense");
		assertThat(settings.ignore()).isEmpty();
		assertThat(settings.accepted()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "com.", ".com", "com..acme", "com/acme", "com.acme.*", "1com", "com.1acme", " com" })
	void applicationPackagesAreNamesOfPackages(String name) {
		assertThat(new LifecycleSettings(true, List.of("com.acme", "org", "a_b.c$1")).applicationPackages()).hasSize(3);
		assertRefused(() -> new LifecycleSettings(true, List.of(name)), "threadleaks.lifecycle.application-packages"
				+ " must hold names of packages, such as com.acme, of at most 256 characters, not '" + name + "'");
	}

	@Test
	void aHundredApplicationPackagesAreAllowed() {
		List<String> names = IntStream.range(0, 101).mapToObj((i) -> "p" + i).toList();
		assertThat(new LifecycleSettings(true, names.subList(0, 100)).applicationPackages()).hasSize(100);
		assertRefused(() -> new LifecycleSettings(true, names),
				"threadleaks.lifecycle.application-packages must hold at most 100 packages, not 101");
	}

}
