// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.documentation;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import io.github.threadleaks.ThreadLeakDetector;
import io.github.threadleaks.judge.Pattern;
import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.report.Leak;
import io.github.threadleaks.sample.SamplingBudget;
import io.github.threadleaks.sample.ThreadSampler;
import io.github.threadleaks.settings.ThreadLeakSettings;

/**
 * Runs the code of the pages on patterns, in simulated time, and says what was found:
 * first all that shall not leak side by side, then what leaks, one after another.
 */
public final class PatternExamplesProgram {

	private static final int USES = 45;

	/** At two samples a use. */
	private static final int USES_AFTER = 20;

	private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(15);

	private final ThreadLeakSettings settings = ThreadLeakSettings.DEFAULTS;

	private final ThreadSampler sampler = new ThreadSampler(this.settings.sampling(),
			new SamplingBudget(this.settings.sampling()));

	private Instant now = Instant.EPOCH;

	private PatternExamplesProgram() {
	}

	/**
	 * Runs it.
	 * @param args none; the system property {@code page} says where the page is
	 * @throws Exception if it fails
	 */
	public static void main(String[] args) throws Exception {
		DocumentedCode code = new DocumentedCode(Path.of(System.getProperty("page")),
				Path.of(System.getProperty("directory")));
		PatternExamplesProgram program = new PatternExamplesProgram();
		List<CodeUse> mended = new ArrayList<>();
		for (PatternExample example : PatternExample.all()) {
			mended.add(
					code.compile(code.snippets(example.pattern().anchor()).get(1), example.members(), example.after()));
		}
		Iterator<Integer> samples = IntStream.range(0, 2 * USES_AFTER).iterator();
		System.out.println("After: " + program.found(() -> {
			if (samples.next() % 2 == 0) {
				useTogether(mended);
			}
			return samples.hasNext();
		}));
		for (PatternExample example : PatternExample.all()) {
			CodeUse leaking = code.compile(code.snippets(example.pattern().anchor()).get(0), example.members(),
					example.before());
			Iterator<Integer> uses = IntStream.range(0, USES).iterator();
			System.out.println("Before " + example.pattern() + ": " + program.found(() -> use(leaking, uses)));
		}
		// whatever still waits
		System.exit(0);
	}

	private static boolean use(CodeUse code, Iterator<Integer> uses) {
		try {
			code.use();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
		uses.next();
		return uses.hasNext();
	}

	/** Until each of them would go on. */
	private static void useTogether(List<CodeUse> codes) {
		List<Thread> users = codes.stream().map(PatternExamplesProgram::user).toList();
		users.forEach(Thread::start);
		for (Thread user : users) {
			try {
				user.join();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}
	}

	private static Thread user(CodeUse code) {
		return new Thread(() -> {
			try {
				code.use();
			}
			catch (Exception ex) {
				System.out.println("Said: " + ex);
			}
		}, "user");
	}

	/** The patterns of all that is accused while it goes on. */
	private Set<Pattern> found(BooleanSupplier goesOn) {
		ThreadLeakDetector detector = new ThreadLeakDetector(this.settings, Redactor.standard(List.of()));
		Set<Pattern> found = EnumSet.noneOf(Pattern.class);
		while (goesOn.getAsBoolean()) {
			LockSupport.parkNanos(PAUSE_NANOS);
			this.now = this.now.plus(this.settings.sampling().interval());
			Instant at = this.now;
			detector.detect(this.sampler.sample(at), (ids) -> this.sampler.refresh(ids, at))
				.leaks()
				.stream()
				.filter((leak) -> leak.verdict().atLeast(Verdict.SUSPECTED))
				.map(Leak::pattern)
				.forEach(found::add);
		}
		return found;
	}

}
