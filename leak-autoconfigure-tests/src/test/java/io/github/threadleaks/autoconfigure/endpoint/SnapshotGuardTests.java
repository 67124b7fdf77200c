// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.autoconfigure.endpoint.SnapshotRequests.Outcome;
import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.snapshot.NothingKeptException;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.TooManyThreadsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.actuate.audit.AuditEvent;
import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
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

	private final List<AuditEvent> records = new ArrayList<>();

	private final Map<String, String> headers = new HashMap<>();

	private final Caller caller = new Caller("alice", new Peer("10.1.2.3", this.headers::put), "OPS"::equals);

	private SnapshotGuard guard(SnapshotDetail max) {
		return guard(new SnapshotPolicy(max, "", 1_000));
	}

	private SnapshotGuard guard(SnapshotPolicy policy) {
		return new SnapshotGuard(this.fake.monitor(), policy, this.requests,
				new SnapshotAudit((event) -> this.records.add(((AuditApplicationEvent) event).getAuditEvent())));
	}

	@Test
	void aServedRequestIsCounted() {
		guard(SnapshotDetail.FULL).take(SnapshotFormat.JSON, Map.of("detail", "full"), this.caller);
		assertThat(this.requests.count(SnapshotDetail.FULL, Outcome.SERVED)).isOne();
	}

	@Test
	void aBlockedRequestIsCountedAndTakesNoSnapshot() {
		assertThatExceptionOfType(RefusalException.class).isThrownBy(
				() -> guard(SnapshotDetail.GROUPED).take(SnapshotFormat.JSON, Map.of("detail", "full"), this.caller));
		assertThat(this.requests.count(SnapshotDetail.FULL, Outcome.BLOCKED)).isOne();
		assertThat(this.requests.count(SnapshotDetail.FULL, Outcome.SERVED)).isZero();
		verify(this.fake.monitor(), never()).snapshot(any());
	}

	@Test
	void withoutDetailTheMaximumIsServedWhereItIsLessThanTheDefault() {
		assertThat(guard(SnapshotDetail.SUMMARY).take(SnapshotFormat.JSON, Map.of(), this.caller).detail())
			.isEqualTo(SnapshotDetail.SUMMARY);
	}

	@Test
	void groupsAreBlockedWhereOnlyASummaryIsAllowed() {
		assertThatExceptionOfType(RefusalException.class).isThrownBy(
				() -> guard(SnapshotDetail.SUMMARY).take(SnapshotFormat.JSON, Map.of("detail", "grouped"), this.caller))
			.withMessageContaining("Use detail=summary: it has the threads by state.");
	}

	@ParameterizedTest
	@EnumSource(names = { "PPROF", "DOT", "COLLAPSED", "FLAMEGRAPH" })
	void whatDrawsStacksIsBlockedWhereOnlyASummaryIsAllowed(SnapshotFormat format) {
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.SUMMARY).take(format, Map.of(), this.caller))
			.withMessageContaining("detail=grouped is not served here.");
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.FULL).take(format, Map.of("detail", "summary"), this.caller))
			.withMessageContaining("Parameter 'detail' must be grouped or full in format " + format.parameter()
					+ ", which draws stacks, not 'summary'.");
		verify(this.fake.monitor(), never()).snapshot(any());
	}

	@Test
	void withoutAnEarlierSnapshotThereIsNoDifference() {
		willThrow(NothingKeptException.class).given(this.fake.monitor()).snapshot(any());
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.FULL).take(SnapshotFormat.JSON, Map.of("since", "5m"), this.caller))
			.withMessageContaining("No earlier snapshot is kept to compare with.");
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aFailureIsCountedAndLoggedByItsTypeOnly(CapturedOutput output) {
		willThrow(new IllegalStateException("password=hunter2")).given(this.fake.monitor()).snapshot(any());
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.FULL).take(SnapshotFormat.JSON, Map.of(), this.caller))
			.withNoCause();
		assertThat(this.requests.count(SnapshotDetail.GROUPED, Outcome.LIMITED)).isOne();
		assertThat(output).contains("A thread snapshot failed: java.lang.IllegalStateException")
			.doesNotContain("hunter2");
	}

	@Test
	void fullIsForTheRoleIfOneIsNamed() {
		SnapshotGuard forAdmins = guard(new SnapshotPolicy(SnapshotDetail.FULL, "ADMIN", 10));
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> forAdmins.take(SnapshotFormat.TEXT, Map.of("detail", "full"), this.caller))
			.satisfies((ex) -> assertThat(ex.problem().reason()).isEqualTo("role-required"))
			.withMessageContaining("detail=full is for the role ADMIN. Use detail=grouped");
		assertThat(forAdmins.take(SnapshotFormat.TEXT, Map.of(), this.caller).detail())
			.isEqualTo(SnapshotDetail.GROUPED);
		assertThat(guard(new SnapshotPolicy(SnapshotDetail.FULL, "OPS", 10))
			.take(SnapshotFormat.TEXT, Map.of("detail", "full"), this.caller)
			.detail()).isEqualTo(SnapshotDetail.FULL);
	}

	@Test
	void whoAsksTooOftenIsToldWhenToComeBack() {
		SnapshotGuard guard = guard(new SnapshotPolicy(SnapshotDetail.FULL, "", 12));
		guard.take(SnapshotFormat.JSON, Map.of(), this.caller);
		guard.take(SnapshotFormat.PPROF, Map.of(), this.caller);
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard.take(SnapshotFormat.JSON, Map.of(), this.caller))
			.satisfies((ex) -> assertThat(ex.problem().status()).isEqualTo(429));
		assertThat(Integer.parseInt(this.headers.get("Retry-After"))).isBetween(1, 6);
		assertThat(this.requests.count(SnapshotDetail.GROUPED, Outcome.LIMITED)).isOne();
	}

	@Test
	void whatIsRefusedForOtherReasonsCountsForNoRate() {
		SnapshotGuard guard = guard(new SnapshotPolicy(SnapshotDetail.GROUPED, "", 1));
		for (Map<String, String> refused : List.of(Map.of("detail", "full"), Map.of("top", "none"))) {
			assertThatExceptionOfType(RefusalException.class)
				.isThrownBy(() -> guard.take(SnapshotFormat.JSON, refused, this.caller));
		}
		assertThat(guard.take(SnapshotFormat.JSON, Map.of(), this.caller).threads()).isEqualTo(2);
	}

	@Test
	void everyRequestIsOnRecordAndNothingOfWhatWasInIt() {
		SnapshotGuard guard = guard(new SnapshotPolicy(SnapshotDetail.GROUPED, "", 1));
		guard.take(SnapshotFormat.PPROF, Map.of("name", "secret"), this.caller);
		for (Map<String, String> refused : List.of(Map.of("detail", "full"), Map.of("top", "none"),
				Map.of("detail", "summary"))) {
			assertThatExceptionOfType(RefusalException.class)
				.isThrownBy(() -> guard.take(SnapshotFormat.JSON, refused, this.caller));
		}
		assertThat(this.records).allSatisfy((event) -> {
			assertThat(event.getType()).isEqualTo("THREAD_SNAPSHOT");
			assertThat(event.getPrincipal()).isEqualTo("alice");
			assertThat(event.getData()).containsEntry("address", "10.1.2.3");
			assertThat(event.getData().toString()).doesNotContain("secret", "pool-");
		});
		assertThat(this.records).extracting(AuditEvent::getData)
			.containsExactly(Map.of("address", "10.1.2.3", "detail", "grouped", "format", "pprof", "outcome", "served"),
					Map.of("address", "10.1.2.3", "detail", "full", "format", "json", "outcome", "detail-blocked"),
					Map.of("address", "10.1.2.3", "format", "json", "outcome", "bad-parameter"),
					Map.of("address", "10.1.2.3", "detail", "summary", "format", "json", "outcome", "rate-limited"));
	}

	/** Neither by a line of its own nor by the end of its quotes. */
	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void aNameForgesNothingOnRecord(CapturedOutput output) {
		Caller forger = new Caller("bob' at noon\nThread snapshot served: by 'alice",
				new Peer("::1' by 'alice\u001b[2K", this.headers::put), "OPS"::equals);
		guard(SnapshotDetail.GROUPED).take(SnapshotFormat.TEXT, Map.of(), forger);
		assertThat(output).contains("Thread snapshot served: {detail=grouped, format=text}, asked for from"
				+ " '::1'' by ''alice?[2K' by 'bob'' at noon?Thread snapshot served: by ''alice'.");
		assertThat(output.getAll().lines()).noneMatch((line) -> line.startsWith("Thread snapshot"));
	}

	@Test
	void whoIsNotPutOnRecordIsNotServed() {
		SnapshotGuard guard = new SnapshotGuard(this.fake.monitor(), new SnapshotPolicy(SnapshotDetail.FULL, "", 10),
				this.requests, new SnapshotAudit((event) -> {
					throw new IllegalStateException("The audit is down");
				}));
		assertThatException().isThrownBy(() -> guard.take(SnapshotFormat.JSON, Map.of(), this.caller));
		assertThat(this.requests.count(SnapshotDetail.GROUPED, Outcome.SERVED)).isZero();
	}

	@Test
	void tooManyThreadsAndAnotherSnapshotAreSaid() {
		willThrow(new TooManyThreadsException(60_000, 50_000)).given(this.fake.monitor()).snapshot(any());
		assertThatExceptionOfType(RefusalException.class)
			.isThrownBy(() -> guard(SnapshotDetail.FULL).take(SnapshotFormat.JSON, Map.of(), this.caller))
			.satisfies((ex) -> assertThat(ex.problem().reason()).isEqualTo("too-many-threads"))
			.withMessageContaining("A snapshot of 60000 threads would hold the application up; the limit is 50000");
	}

}
