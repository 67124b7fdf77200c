// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import io.github.threadleaks.settings.Patterns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class SnapshotQueryTests {

	@Test
	void withoutParametersEverythingIsToldGrouped() {
		assertThat(SnapshotQuery.parse(Map.of())).isEqualTo(SnapshotQuery.GROUPED);
		assertThat(SnapshotQuery.GROUPED.detail()).isEqualTo(SnapshotDetail.GROUPED);
		assertThat(SnapshotQuery.GROUPED.states()).containsExactlyInAnyOrder(Thread.State.values());
	}

	@Test
	void allParametersAreRead() {
		SnapshotQuery query = SnapshotQuery.parse(Map.of("detail", "FULL", "state", "waiting, BLOCKED", "name",
				"^pool-", "frame", "com\\.acme", "minAge", "90s", "top", "7"));
		assertThat(query.detail()).isEqualTo(SnapshotDetail.FULL);
		assertThat(query.states()).containsExactlyInAnyOrder(Thread.State.WAITING, Thread.State.BLOCKED);
		assertThat(query.name().orElseThrow().pattern()).isEqualTo("^pool-");
		assertThat(query.frame().orElseThrow().pattern()).isEqualTo("com\\.acme");
		assertThat(query.minAge()).isEqualTo(Duration.ofSeconds(90));
		assertThat(query.top()).hasValue(7);
	}

	@ParameterizedTest
	@CsvSource({ "30s, PT30S", "10m, PT10M", "2h, PT2H", "1d, P1D", "PT30S, PT30S", "pt1h30m, PT1H30M",
			"1h30m, PT1H30M", "' 5s ', PT5S", "0s, PT0S", "0.5s, PT0.5S" })
	void agesAreSimpleOrIso(String value, Duration age) {
		assertThat(SnapshotQuery.parse(Map.of("minAge", value)).minAge()).isEqualTo(age);
	}

	static Stream<Arguments> refused() {
		String duration = "be a duration such as 30s, 10m, 2h, 1d or PT30S, at most 36500d";
		String re2 = Patterns.limits(200);
		String top = "be a whole number from 1 to 100000";
		String states = "be one or more of RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, separated by commas";
		return Stream.of(arguments("detail", "everything", "be one of summary, grouped, full"),
				arguments("detail", "", "be one of summary, grouped, full"), arguments("state", "ASLEEP", states),
				arguments("state", "WAITING,", states), arguments("name", "(", re2), arguments("name", "(?=x)", re2),
				arguments("frame", "\\1", re2), arguments("label", "(.{1000}){1000}", re2),
				arguments("name", "(?i)[ -\uffff]", re2), arguments("minAge", "soon", duration),
				arguments("minAge", "30", duration), arguments("minAge", "-30s", duration),
				arguments("minAge", "99999999999999999999d", duration), arguments("minAge", "", duration),
				arguments("top", "0", top), arguments("top", "-1", top), arguments("top", "100001", top),
				arguments("top", "1.5", top), arguments("top", "all", top), arguments("top", "99999999999", top));
	}

	@ParameterizedTest
	@MethodSource("refused")
	void whatIsNotAllowedIsRefusedByParameterValueAndWhatIs(String parameter, String value, String allowed) {
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> SnapshotQuery.parse(Map.of(parameter, value)))
			.withMessage("Parameter '" + parameter + "' must " + allowed + ", not '" + value + "'.")
			.satisfies((ex) -> assertThat(ex.parameter()).isEqualTo(parameter));
	}

	@Test
	void aPatternIsNotLong() {
		assertThat(SnapshotQuery.parse(Map.of("name", "x".repeat(200))).name()).isPresent();
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> SnapshotQuery.parse(Map.of("frame", "x".repeat(201))))
			.withMessage("Parameter 'frame' must have at most 200 characters, not '" + "x".repeat(80) + "...'.");
	}

	@Test
	void aHostileValueIsNotRepeatedAsItIs() {
		assertThatExceptionOfType(InvalidParameterException.class)
			.isThrownBy(() -> SnapshotQuery.parse(Map.of("top", "\r\nSet-Cookie: x\u001b")))
			.withMessageEndingWith("not '??Set-Cookie: x?'.");
	}

}
