// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.group.Grouper;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static io.github.threadleaks.judge.Families.MIN_THREADS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The numbers of the table of verdicts in the reference are those of the rules.
 */
class VerdictTableTests {

	private final Families families = new Families();

	private final List<String> section = section();

	private static List<String> section() {
		try {
			return Files.readAllLines(Path.of("..", "docs", "reference.md"))
				.stream()
				.dropWhile((line) -> !line.equals("## Verdicts"))
				.skip(1)
				.takeWhile((line) -> !line.startsWith("## "))
				.toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/** The cells behind the first of the row that begins so. */
	private List<String> row(String first) {
		List<String> rows = this.section.stream().filter((line) -> line.startsWith("| " + first)).toList();
		assertThat(rows).as(first).hasSize(1);
		return List.of(rows.get(0).split(" \\| ")).subList(1, 4);
	}

	private FamilySample ownThreads() {
		return threads("job-%d", Wait.take("com.acme.Job.run"), "job-#");
	}

	private FamilySample idleWorkers() {
		return threads("pool-%d-thread-1", Wait.idleWorker(), "pool-#-thread-#");
	}

	private FamilySample heldWorkers() {
		return threads("worker-%d", Wait.workerThatTakes("com.acme.Job.run"), "worker-#");
	}

	private FamilySample threads(String format, Wait wait, String name) {
		this.families.threads(format, wait).resize(50);
		this.families.next();
		return this.families.family(name).now();
	}

	/** The fewest threads or pools that are enough. */
	private static int least(Shape shape, FamilySample family, Duration window) {
		return IntStream.rangeClosed(1, 1_000)
			.filter((grown) -> shape.isEnough(family, Families.growth(window, grown, grown, 0, SimulatedJvm.BEGIN),
					MIN_THREADS))
			.findFirst()
			.orElseThrow();
	}

	/** For how long samples must agree. */
	private static Duration until(Shape shape, Verdict verdict, boolean warmingUp) {
		return IntStream.rangeClosed(0, 3_600)
			.mapToObj(Duration::ofSeconds)
			.filter((agreed) -> shape.verdict(agreed, warmingUp).atLeast(verdict))
			.findFirst()
			.orElseThrow();
	}

	private static Duration suspected(Shape shape) {
		return until(shape, Verdict.SUSPECTED, false);
	}

	private static String later(Shape shape) {
		return text(until(shape, Verdict.CONFIRMED, false).minus(suspected(shape))) + " later";
	}

	private static Duration duration(String name) {
		return Families.duration(Shape.class, name);
	}

	private static String text(Duration duration) {
		return (duration.toSeconds() < 120) ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
	}

	private static String falling(Shape shape, FamilySample family, String of, Duration from) {
		return String.format(Locale.ROOT, "at %d %s %s, falling to %d in %s or longer", least(shape, family, from), of,
				text(from), least(shape, family, duration("SLOW")), text(duration("SLOW")));
	}

	@Test
	void pools() {
		assertThat(row("`SCATTERED_POOLS`, `NO_RETURN`: workers of ever more pools")).containsExactly(
				"at " + MIN_THREADS,
				falling(Shape.SCATTERED, idleWorkers(), "new pools within", duration("QUICK")) + "; over "
						+ text(duration("TASK")) + ", after " + text(suspected(Shape.SCATTERED)),
				later(Shape.SCATTERED));
	}

	@Test
	void threadsThatWait() {
		String own = falling(Shape.STALLED, ownThreads(), "within", duration("QUICK"));
		assertThat(row("`DORMANT`, `NO_RETURN`")).containsExactly("at " + MIN_THREADS,
				"own threads " + own + "; workers at " + least(Shape.STALLED, heldWorkers(), duration("QUICK"))
						+ "; over " + text(duration("TASK")) + ", after " + text(suspected(Shape.STALLED)),
				later(Shape.STALLED));
	}

	@Test
	void threadsThatRun() {
		this.families.threads("spin-%d", Wait.run("com.acme.Spin.run")).burning().resize(50);
		this.families.next(30);
		FamilySample burning = this.families.family("spin-#").now();
		assertThat(least(Shape.UNBOUNDED, ownThreads(), duration("QUICK")))
			.isEqualTo(least(Shape.STALLED, ownThreads(), duration("QUICK")));
		assertThat(row("`NO_RETURN`: own threads that do use CPU")).containsExactly("at " + MIN_THREADS,
				"as above, after " + text(suspected(Shape.UNBOUNDED)) + "; at "
						+ least(Shape.UNBOUNDED, burning, duration("QUICK")) + " if all burn CPU",
				later(Shape.UNBOUNDED));
	}

	@Test
	void threadsThatLast() {
		Duration own = duration("OWN_THREADS_LAST");
		Duration workers = duration("WORKERS_LAST");
		assertThat(row("`NO_RETURN` of those that have lived for " + text(Grouper.AGED) + ", while")).containsExactly(
				"at " + MIN_THREADS,
				String.format(Locale.ROOT, "own threads at %d over %s, workers at %d over %s; ",
						least(Shape.LASTING, ownThreads(), own), text(own),
						least(Shape.LASTING, heldWorkers(), workers), text(workers))
						+ falling(Shape.LASTING, idleWorkers(), "pools over", workers),
				later(Shape.LASTING));
		assertThat(suspected(Shape.LASTING)).isZero();
	}

	@Test
	void poolsThatAreKept() {
		assertThat(row("`SCATTERED_POOLS`, `NO_RETURN` of workers that have lived for " + text(Grouper.KEPT)))
			.containsExactly("at " + MIN_THREADS,
					"as pools of the second row, " + MIN_THREADS + " more than ever before",
					text(until(Shape.KEPT, Verdict.CONFIRMED, false)) + " later");
		FamilySample idle = idleWorkers();
		for (Duration window : List.of(duration("QUICK"), Duration.ofMinutes(7), duration("SLOW"))) {
			assertThat(least(Shape.KEPT, idle, window)).isEqualTo(least(Shape.SCATTERED, idle, window));
		}
		assertThat(suspected(Shape.KEPT)).isEqualTo(suspected(Shape.SCATTERED));
	}

	@Test
	void churn() {
		assertThat(row("`CHURN`: one piece of code starts "
				+ String.format(Locale.ROOT, "%,d", (int) Families.number(ChurnJudge.class, "MANY_PER_MINUTE"))
				+ " threads a minute, and " + Math.round(10 * Families.number(ChurnJudge.class, "END_TOO"))
				+ " of 10 end"))
			.containsExactly("at once", "never", "never");
	}

	@Test
	void theFirstMinutes() {
		assertThat(DetectionSettings.DEFAULTS.minThreads()).isEqualTo(MIN_THREADS);
		assertThat(DetectionSettings.DEFAULTS.warmUp()).isEqualTo(Duration.ofMinutes(2));
		Duration longer = until(Shape.SCATTERED, Verdict.SUSPECTED, true).minus(suspected(Shape.SCATTERED));
		assertThat(String.join(" ", this.section)).contains(MIN_THREADS + " is `threadleaks.detection.min-threads`",
				"In the first two minutes (`warm-up`) all takes " + text(longer) + " longer");
	}

}
