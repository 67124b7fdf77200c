// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Parameters that nobody thought of: a query, or a refusal that names the parameter.
 */
class ParameterFuzzTests {

	@FuzzTest(maxDuration = "1m")
	@Timeout(value = 1, unit = TimeUnit.HOURS)
	void anyParametersAreReadOrRefused(FuzzedDataProvider data) {
		Map<String, String> parameters = new HashMap<>();
		for (String name : SnapshotQuery.PARAMETERS) {
			if (data.consumeBoolean()) {
				parameters.put(name, data.consumeString(300));
			}
		}
		try {
			SnapshotQuery query = SnapshotQuery.parse(parameters);
			assertThat(query.minAge().isNegative()).isFalse();
			assertThat(query.top().orElse(1)).isPositive();
			query.name().ifPresent((pattern) -> pattern.matcher(data.consumeRemainingAsString()).find());
		}
		catch (InvalidParameterException ex) {
			assertThat(SnapshotQuery.PARAMETERS).anyMatch(String.valueOf(ex.getMessage())::contains);
		}
	}

}
