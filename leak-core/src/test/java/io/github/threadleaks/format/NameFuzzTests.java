// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.List;
import java.util.concurrent.TimeUnit;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.ThreadKind;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Names that nobody thought of.
 */
class NameFuzzTests {

	@FuzzTest(maxDuration = "1m")
	@Timeout(value = 1, unit = TimeUnit.HOURS)
	void anyNameLeavesWellFormed(FuzzedDataProvider data) {
		String name = data.consumeString(200).repeat(data.consumeInt(1, 40));
		String label = data.consumeRemainingAsString();
		String redacted = Redactor.standard(List.of()).redact(name).toString();
		assertThat(redacted.length()).isLessThanOrEqualTo(515);
		WellFormed.harmless(redacted);
		WellFormed.check(Snapshots.grouped(Snapshots.group(name, ThreadKind.PLATFORM,
				Snapshots.frames("a." + name, label), Snapshots.portion(Thread.State.WAITING, 3, label, name))));
	}

}
