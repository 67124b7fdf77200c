// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.time.Duration;
import java.util.Locale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class WordsTests {

	@ParameterizedTest
	@CsvSource({ "PT0S, 1 s", "PT0.4S, 1 s", "PT45S, 45 s", "PT1M59S, 119 s", "PT2M, 2 min", "PT11M20S, 11 min",
			"PT1H59M, 119 min", "PT2H, 2 h", "PT2H40M, 3 h", "PT47H59M, 48 h", "P2D, 2 days", "P6DT13H, 7 days" })
	void aDurationIsToldInTheUnitThatFits(Duration duration, String words) {
		assertThat(Words.of(duration)).isEqualTo(words);
	}

	@Test
	void sentencesAreTheSameInEveryLocale() {
		Locale before = Locale.getDefault();
		try {
			Locale.setDefault(Locale.GERMANY);
			assertThat(Words.format("%.1f of %d", 0.5, 1_000)).isEqualTo("0.5 of 1000");
		}
		finally {
			Locale.setDefault(before);
		}
	}

}
