// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Role;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;
import io.github.threadleaks.trend.Trends;

/**
 * Finds threads that do not get on, whether their number grows or not: requests that hold
 * a server's worker, and loops that burn a core.
 * <p>
 * A request that has held its worker without CPU for
 * {@code threadleaks.detection.stuck-after} is suspected, and confirmed when as many are
 * held as {@code threadleaks.detection.min-threads}. A task of another pool may be made
 * to wait for ever (a consumer), so of those it is only told when they grow. A loop that
 * burns a core may be a calculation, so it is only watched.
 */
final class StandstillJudge {

	private final DetectionSettings settings;

	private final Standing standing = new Standing();

	StandstillJudge(DetectionSettings settings) {
		this.settings = settings;
	}

	/**
	 * Finds them.
	 * @param trends the families
	 * @param toldElsewhere families that are known or accused for another reason
	 * @return a finding for each family, by id
	 */
	Map<String, Finding> judge(Trends trends, Predicate<FamilySample> toldElsewhere) {
		Map<String, Finding> findings = new LinkedHashMap<>();
		trends.families().forEach((key, trend) -> {
			FamilySample family = trend.now();
			// what was not observed, such as the time of a suspended machine, does not
			// count
			boolean stuck = family.stuck() > 0 && family.role() == Role.REQUEST_WORKER
					&& trends.observedFor().compareTo(this.settings.stuckAfter()) >= 0;
			if (!key.isLine() && (stuck || family.spinning() > 0) && !toldElsewhere.test(family)) {
				String id = Suspect.id(List.of(key));
				findings.put(id, stuck ? stuck(id, family, trends) : spinning(id, family, trends));
			}
		});
		this.standing.forgetAllBut(findings.keySet());
		return findings;
	}

	private Finding stuck(String id, FamilySample family, Trends trends) {
		Verdict verdict = (family.stuck() >= this.settings.minThreads()) ? Verdict.CONFIRMED : Verdict.SUSPECTED;
		return finding(id, verdict, Patterns.of(family), family.ofSize(family.stuck()), trends,
				List.of(EvidenceWriter.stuck(family, this.settings.stuckAfter()), EvidenceWriter.sameSite(family)));
	}

	private Finding spinning(String id, FamilySample family, Trends trends) {
		return finding(id, Verdict.WATCHING, Pattern.BUSY_LOOP, family.ofSize(family.spinning()), trends,
				List.of(EvidenceWriter.spinning(family)));
	}

	private Finding finding(String id, Verdict verdict, Pattern pattern, FamilySample family, Trends trends,
			List<Evidence> evidence) {
		Instant now = trends.sample().at();
		List<SizePoint> history = this.standing.history(id, SizePoint.of(now, family.threads()));
		return new Finding(id, verdict, pattern, List.of(family), family.threads(), 0, Pace.NONE, history.get(0).at(),
				evidence, history, Ending.NONE);
	}

}
