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
			String names = finding.families()
				.stream()
				.map((family) -> name(family).toString())
				.distinct()
				.collect(Collectors.joining(" and "));
			return this.redactor.sentence("%s: %d threads wait for each other's locks and can never go on.", names,
					finding.threads());
		}
		RedactedText grew = this.redactor.sentence("%s grew %d to %d in %s", name(finding.family()), finding.from(),
				finding.threads(), Words.of(Duration.between(finding.since(), now)));
		if (finding.verdict() == Verdict.WATCHING) {
			return this.redactor.sentence("%s; this may be a ramp-up.", grew);
		}
		return this.redactor.sentence("%s and %s; %s.", grew, ended(finding), where(finding.family()));
	}

	private static String ended(Finding finding) {
		boolean none = finding.evidence()
			.stream()
			.anyMatch((fact) -> fact.kind() == EvidenceKind.NO_RETURN && fact.parts().contains("none"));
		return none ? "none ended" : "next to none ended";
	}

	private RedactedText where(FamilySample family) {
		if (family.key().isLine()) {
			return this.redactor.sentence("they run %s, most of them in %s", family.key().entry(),
					family.site().inWords());
		}
		if (!family.site().idle()) {
			return this.redactor.sentence("all wait in %s", family.site().inWords());
		}
		if (family.owners() * 2 > family.threads()) {
			return this.redactor.sentence("each waits in a pool of its own");
		}
		return this.redactor.sentence("they wait in %d different pools", family.owners());
	}

	RedactedText resolved(Finding finding) {
		return this.redactor.sentence("%s shrank from %d back to %d.", name(finding.family()), finding.from(),
				finding.threads());
	}

}
