// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.judge.Creation;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.Frame;

/**
 * Says where threads come from.
 */
final class OriginWriter {

	/** The name of OpenTelemetry's attribute. */
	private static final String ROUTE = "http.route";

	private final Redactor redactor;

	OriginWriter(Redactor redactor) {
		this.redactor = redactor;
	}

	/** The code that started a family. */
	List<RedactedText> createdAt(FamilySample family, Optional<Creation> creation) {
		if (family.createdAt().isKnown()) {
			return family.createdAt().frames().stream().map(Frame::toString).map(this.redactor::redact).toList();
		}
		boolean earlier = creation.isPresent() && creation.get().earlier() > 0;
		return earlier ? List.of(this.redactor.redact(Origin.EARLIER_IN_WORDS)) : List.of();
	}

	/** What started most of them. */
	Map<String, RedactedText> createdBy(Creation creation) {
		return creation.route().map((route) -> Map.of(ROUTE, this.redactor.route(route))).orElse(Map.of());
	}

	/** Labels, with how many bear each value. */
	Map<RedactedText, Map<RedactedText, Integer>> labels(Creation creation) {
		Map<RedactedText, Map<RedactedText, Integer>> labels = new LinkedHashMap<>();
		creation.labels().forEach((label, values) -> {
			Map<RedactedText, Integer> told = labels.computeIfAbsent(this.redactor.redact(label),
					(unused) -> new LinkedHashMap<>());
			values.forEach((value, threads) -> told.merge(this.redactor.label(label, value), threads, Integer::sum));
		});
		return labels;
	}

}
