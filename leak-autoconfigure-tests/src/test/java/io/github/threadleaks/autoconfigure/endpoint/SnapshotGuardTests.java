// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Map;

import io.github.threadleaks.autoconfigure.endpoint.SnapshotRequests.Outcome;
import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.snapshot.NothingKeptException;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.willThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/**
 * What the guard lets through, and what it counts.
 */
class SnapshotGuardTests {

	private final FakeMonitor fake = new FakeMonitor(TestReports.report());

	private final SnapshotRequests requests = new SnapshotRequests();

	private SnapshotGuard guard(SnapshotDetail max) {
		return new SnapshotGuard(this.fake.monitor(), max, this.requests);
	}

	@Test
	void aServedRequestIsCounted() {
		guard(SnapshotDetail.FULL).take(SnapshotFormat.JSON, Map.of("detail", "full"));
		assertThat(this.requests.count(SnapshotDetail.FULL, Outcome.SERVED)).isOne();
	}

	@Test
	void aBlockedRequestIsCountedAndTakesNoSnapshot() {
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.GROUPED).take(SnapshotFormat.JSON, Map.of("detail", "full")));
		assertThat(this.requests.count(SnapshotDetail.FULL, Outcome.BLOCKED)).isOne();
		assertThat(this.requests.count(SnapshotDetail.FULL, Outcome.SERVED)).isZero();
		verify(this.fake.monitor(), never()).snapshot(any());
	}

	@Test
	void withoutDetailTheMaximumIsServedWhereItIsLessThanTheDefault() {
		assertThat(guard(SnapshotDetail.SUMMARY).take(SnapshotFormat.JSON, Map.of()).detail())
			.isEqualTo(SnapshotDetail.SUMMARY);
	}

	@Test
	void groupsAreBlockedWhereOnlyASummaryIsAllowed() {
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.SUMMARY).take(SnapshotFormat.JSON, Map.of("detail", "grouped")))
			.withMessageContaining("Use detail=summary: it has the threads by state.");
	}

	@ParameterizedTest
	@EnumSource(names = { "PPROF", "DOT", "COLLAPSED", "FLAMEGRAPH" })
	void whatDrawsStacksIsBlockedWhereOnlyASummaryIsAllowed(SnapshotFormat format) {
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.SUMMARY).take(format, Map.of()))
			.withMessageContaining("detail=grouped is not served here.");
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.FULL).take(format, Map.of("detail", "summary")))
			.withMessageContaining("Parameter 'detail' must be grouped or full in format " + format.parameter()
					+ ", which draws stacks, not 'summary'.");
		verify(this.fake.monitor(), never()).snapshot(any());
	}

	@Test
	void withoutAnEarlierSnapshotThereIsNoDifference() {
		willThrow(NothingKeptException.class).given(this.fake.monitor()).snapshot(any());
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.FULL).take(SnapshotFormat.JSON, Map.of("since", "5m")))
			.withMessageContaining("No earlier snapshot is kept to compare with.");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aFailureIsCountedAndLoggedByItsTypeOnly(CapturedOutput output) {
		willThrow(new IllegalStateException("password=hunter2")).given(this.fake.monitor()).snapshot(any());
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.FULL).take(SnapshotFormat.JSON, Map.of()))
			.withNoCause();
		assertThat(this.requests.count(SnapshotDetail.GROUPED, Outcome.LIMITED)).isOne();
		assertThat(output).contains("A thread snapshot failed: java.lang.IllegalStateException")
			.doesNotContain("hunter2");
	}

}
