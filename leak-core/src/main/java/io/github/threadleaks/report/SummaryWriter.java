// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Finding;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.settings.Words;

/**
 * Says in a sentence what happens.
 */
final class SummaryWriter {

	private final Redactor redactor;

	SummaryWriter(Redactor redactor) {
		this.redactor = redactor;
	}

	/**
	 * Redacted first and masked then, so that a masked digit cannot hide a secret from
	 * the rules.
	 */
	RedactedText name(FamilySample family) {
		return this.redactor.redact(family.exampleName(), NameMask::mask);
	}

	RedactedText open(Finding finding, Instant now) {
		if (finding.verdict() == Verdict.PROVEN) {
			return this.redactor.redact(Words.format("%s: %d threads wait for each other's locks and can never go on.",
					finding.families()
						.stream()
						.map(this::name)
						.distinct()
						.map(RedactedText::toString)
						.collect(Collectors.joining(" and ")),
					finding.threads()));
		}
		String grew = Words.format("%s grew %d to %d in %s", name(finding.family()), finding.from(), finding.threads(),
				Words.of(Duration.between(finding.since(), now)));
		if (finding.verdict() == Verdict.WATCHING) {
			return this.redactor.redact(grew + "; this may be a ramp-up.");
		}
		return this.redactor.redact(grew + " and " + ended(finding) + "; " + where(finding) + ".");
	}

	private static String ended(Finding finding) {
		return finding.evidence()
			.stream()
			.anyMatch((fact) -> fact.kind() == EvidenceKind.NO_RETURN && fact.summary().contains("none left"))
					? "none ended" : "next to none ended";
	}

	private static String where(Finding finding) {
		FamilySample family = finding.family();
		if (family.key().isLine()) {
			return "they are started for " + family.key().entry();
		}
		if (family.site().idle()) {
			return (family.owners() * 2 > family.threads()) ? "each waits in a pool of its own"
					: Words.format("they wait in %d different pools", family.owners());
		}
		String api = family.site().api();
		String caller = family.site().caller();
		if (api.isEmpty() || caller.isEmpty()) {
			return "all wait in " + (api.isEmpty() ? caller : api);
		}
		return "all wait in " + api + ", called by " + caller;
	}

	RedactedText resolved(Finding finding) {
		return this.redactor.redact(Words.format("%s shrank from %d back to %d.", name(finding.family()),
				finding.from(), finding.threads()));
	}

}
