// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class ThreadLabelsTests {

	private static final Map<String, String> ACME = Map.of("tenant", "acme");

	private static final Map<String, String> EMCA = Map.of("tenant", "emca", "job", "export");

	@AfterEach
	void nothingIsLeftBehind() {
		assertThat(ThreadLabels.current()).isEmpty();
	}

	@Test
	void aTaskRunsWithLabels() throws Exception {
		Map<String, String> seen = new HashMap<>();
		ThreadLabels.run(ACME, () -> seen.putAll(ThreadLabels.current()));
		assertThat(seen).isEqualTo(ACME);
		assertThat(ThreadLabels.call(EMCA, ThreadLabels::current)).isEqualTo(EMCA);
	}

	@Test
	void aTaskThatThrowsLeavesNone() {
		assertThatIllegalStateException().isThrownBy(() -> ThreadLabels.run(ACME, () -> {
			throw new IllegalStateException("planted");
		}));
		assertThatExceptionOfType(Exception.class).isThrownBy(() -> ThreadLabels.call(ACME, () -> {
			throw new Exception("planted");
		}));
	}

	@Test
	void nestedScopesAddAndOverrideAndRestore() {
		ThreadLabels.run(EMCA, () -> {
			ThreadLabels.run(ACME, () -> assertThat(ThreadLabels.current())
				.containsExactlyInAnyOrderEntriesOf(Map.of("tenant", "acme", "job", "export")));
			assertThat(ThreadLabels.current()).isEqualTo(EMCA);
		});
	}

	@Test
	void labelsCannotBeChangedAfterwards() {
		Map<String, String> mutable = new HashMap<>(ACME);
		ThreadLabels.run(mutable, () -> {
			mutable.put("tenant", "other");
			assertThat(ThreadLabels.current()).isEqualTo(ACME).isUnmodifiable();
		});
	}

	@Test
	void closingTwiceIsClosingOnce() {
		ThreadLabels.run(EMCA, () -> {
			ThreadLabels.Scope scope = ThreadLabels.with(ACME);
			scope.close();
			scope.close();
			assertThat(ThreadLabels.current()).isEqualTo(EMCA);
		});
	}

	@Test
	void closingTheOuterScopeClosesTheInner() {
		ThreadLabels.Scope outer = ThreadLabels.with(EMCA);
		ThreadLabels.Scope inner = ThreadLabels.with(ACME);
		outer.close();
		assertThat(ThreadLabels.current()).isEmpty();
		ThreadLabels.Scope next = ThreadLabels.with(ACME);
		inner.close();
		assertThat(ThreadLabels.current()).isEqualTo(ACME);
		next.close();
	}

	@Test
	void anotherThreadHasItsOwnAndCannotClose() throws Exception {
		ExecutorService other = Executors.newSingleThreadExecutor();
		ThreadLabels.Scope scope = ThreadLabels.with(ACME);
		try {
			Map<String, String> seen = other.submit(() -> {
				scope.close();
				return ThreadLabels.current();
			}).get();
			assertThat(seen).isEmpty();
			assertThat(ThreadLabels.current()).isEqualTo(ACME);
		}
		finally {
			scope.close();
			other.shutdown();
		}
	}

	private static Map<String, String> labels(int count) {
		return IntStream.range(0, count).boxed().collect(Collectors.toMap((i) -> "k" + i, (i) -> "v"));
	}

	private static void assertRefused(ThrowingCallable call, String words) {
		assertThatIllegalArgumentException().isThrownBy(call).withMessage(words);
	}

	@Test
	void theLimitsThemselvesAreAllowed() {
		ThreadLabels.run(labels(16), () -> assertThat(ThreadLabels.current()).hasSize(16));
		Map<String, String> longest = Map.of("k".repeat(64), "v".repeat(256), "k", "");
		ThreadLabels.run(longest, () -> assertThat(ThreadLabels.current()).isEqualTo(longest));
	}

	@Test
	void whatIsTooMuchIsRefusedByValueAndLimit() {
		assertRefused(() -> ThreadLabels.with(labels(17)), "A thread has at most 16 labels, not 17");
		ThreadLabels.run(labels(16),
				() -> assertRefused(() -> ThreadLabels.with(ACME), "A thread has at most 16 labels, not 17"));
		assertRefused(() -> ThreadLabels.with(Map.of("", "v")), "A label's key has 1 to 64 characters, not 0: ''");
		assertRefused(() -> ThreadLabels.with(Map.of("k".repeat(65), "v")),
				"A label's key has 1 to 64 characters, not 65: '" + "k".repeat(64) + "'");
		assertRefused(() -> ThreadLabels.with(Map.of("tenant", "v".repeat(257))),
				"The value of label 'tenant' has at most 256 characters, not 257");
	}

}
