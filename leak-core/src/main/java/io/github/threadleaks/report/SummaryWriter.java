// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.NameMask;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.judge.Evidence;
import io.github.threadleaks.judge.EvidenceKind;
import io.github.threadleaks.judge.Finding;
import io.github.threadleaks.judge.Pattern;
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
		RedactedText name = this.redactor.redact(family.exampleName(), NameMask::mask);
		return family.key().name().equals(FamilyKey.ANY_NAME)
				? this.redactor.sentence("%s" + Leak.Family.MANY_NAMES, name) : name;
	}

	RedactedText open(Finding finding, Instant now) {
		if (finding.pattern() == Pattern.DEADLOCK) {
			return this.redactor.sentence("%s: %d threads wait for each other's locks and can never go on.",
					names(finding), finding.threads());
		}
		Set<EvidenceKind> kinds = finding.evidence().stream().map(Evidence::kind).collect(Collectors.toSet());
		if (finding.pattern() == Pattern.THREAD_CHURN) {
			return churn(finding);
		}
		if (!kinds.contains(EvidenceKind.GROWTH)) {
			return standstill(finding, kinds);
		}
		if (finding.evidence().stream().anyMatch((fact) -> fact.unit().equals(Evidence.LASTING_THREADS))) {
			return this.redactor.sentence("%s, while others of the name come and go; %s%s.", stayed(finding),
					where(finding.family()), startedBy(finding.family()));
		}
		RedactedText grew = this.redactor.sentence("%s grew %d to %d in %s", names(finding), finding.from(),
				finding.threads(), Words.of(Duration.between(finding.since(), now)));
		if (finding.verdict() == Verdict.WATCHING) {
			return this.redactor.sentence("%s; this may be a ramp-up.", grew);
		}
		return this.redactor.sentence("%s and %s; %s%s.", grew, ended(finding), where(finding.family()),
				startedBy(finding.family()));
	}

	private RedactedText startedBy(FamilySample family) {
		return family.createdAt().isKnown()
				? this.redactor.sentence("; started by %s", family.createdAt().frames().get(0).site())
				: this.redactor.redact("");
	}

	private RedactedText churn(Finding finding) {
		Evidence churn = finding.evidence().get(0);
		return this.redactor.sentence("%s: %d threads a minute are started and end%s; nothing leaks, but it costs.",
				names(finding), Math.round(churn.value()), startedBy(finding.family()));
	}

	/**
	 * How those that stay have grown: as the evidence says, from, to, and in what time.
	 */
	private RedactedText stayed(Finding finding) {
		Evidence growth = finding.evidence()
			.stream()
			.filter((fact) -> fact.kind() == EvidenceKind.GROWTH)
			.findFirst()
			.orElseThrow();
		return this.redactor.sentence("%s: those that stay grew %s to %s in %s", names(finding), growth.parts().get(0),
				growth.parts().get(1), growth.parts().get(2));
	}

	private RedactedText standstill(Finding finding, Set<EvidenceKind> kinds) {
		if (kinds.contains(EvidenceKind.NO_RETURN)) {
			return this.redactor.sentence("%s: %d stand still, and none has gone on for long; %s.", names(finding),
					finding.threads(), where(finding.family()));
		}
		return kinds.contains(EvidenceKind.STUCK)
				? this.redactor.sentence("%s: %d %s stuck in a request; %s.", names(finding), finding.threads(),
						isOrAre(finding.threads()), where(finding.family()))
				: this.redactor.sentence("%s: %d %s at the same place without a pause and %s a core; %s.",
						names(finding), finding.threads(), (finding.threads() == 1) ? "runs" : "run",
						(finding.threads() == 1) ? "burns" : "burn each", finding.family().site().inWords());
	}

	private static String isOrAre(int threads) {
		return (threads == 1) ? "is" : "are";
	}

	/** The names of all families, the first one first. */
	private RedactedText names(Finding finding) {
		List<RedactedText> names = finding.families().stream().map(this::name).distinct().toList();
		return (names.size() == 1) ? names.get(0) : this.redactor
			.sentence(String.join(", ", Collections.nCopies(names.size() - 1, "%s")) + " and %s", names.toArray());
	}

	private static String ended(Finding finding) {
		boolean none = finding.evidence()
			.stream()
			.anyMatch((fact) -> fact.kind() == EvidenceKind.NO_RETURN && fact.parts().contains("none"));
		return none ? "none ended" : "next to none ended";
	}

	private RedactedText where(FamilySample family) {
		if (family.site().idle() && family.role() != Role.OWN_THREAD) {
			return (family.owners() * 2 > family.threads()) ? this.redactor.sentence("each waits in a pool of its own")
					: this.redactor.sentence("they wait in %d different pools", family.owners());
		}
		String verb = (family.state() == Thread.State.RUNNABLE && family.site().api().isEmpty()) ? "run" : "wait";
		if (family.atSite() == family.threads()) {
			return this.redactor.sentence("all " + verb + " in %s", family.site().inWords());
		}
		return this.redactor.sentence("they run %s, and %d of them " + verb + " in %s", family.key().entry(),
				family.atSite(), family.site().inWords());
	}

	RedactedText resolved(Finding finding) {
		String sentence = switch (finding.ending()) {
			case COLLECTED -> "%s shrank from %d back to %d when the garbage collector ran: leaked until GC. Close them"
					+ " in time all the same; the next collection may come too late.";
			case STOPPED -> "%s grew to %d and then stood still at %d for long: the suspicion is taken back,"
					+ " a ramp-up looks the same while it lasts.";
			case SHRANK, NONE -> "%s shrank from %d back to %d.";
		};
		return this.redactor.sentence(sentence, names(finding), finding.from(), finding.threads());
	}

}
