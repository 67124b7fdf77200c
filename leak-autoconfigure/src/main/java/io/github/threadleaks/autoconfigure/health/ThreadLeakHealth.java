// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.health;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.report.ThreadLeakReport;
import org.jspecify.annotations.Nullable;

/**
 * What a report means for health, free of the types that moved between Spring Boot's
 * lines. Only counts and verdicts: health may be shown to strangers.
 *
 * @param down whether an open leak that nobody accepted has the verdict that the
 * application does not want to live with
 * @param details status, such leaks, the worst verdict if there is one, and the time of
 * the sample if there was one
 */
record ThreadLeakHealth(boolean down, Map<String, Object> details) {

	static ThreadLeakHealth of(ThreadLeakReport report, @Nullable Verdict downOn) {
		Optional<Verdict> worst = report.alarming().stream().map(Leak::verdict).max(Comparator.naturalOrder());
		Map<String, Object> details = new LinkedHashMap<>();
		details.put("status", report.status().name());
		details.put("leaks", report.alarming().size());
		worst.ifPresent((verdict) -> details.put("worst", verdict.name()));
		details.put("threads", report.threads().live());
		report.sampledAt().ifPresent((instant) -> details.put("sampledAt", instant.toString()));
		boolean down = downOn != null && worst.filter((verdict) -> verdict.atLeast(downOn)).isPresent();
		return new ThreadLeakHealth(down, details);
	}

}
