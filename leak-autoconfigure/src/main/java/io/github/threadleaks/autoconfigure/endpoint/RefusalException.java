// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.github.threadleaks.format.SnapshotFormat;
import io.github.threadleaks.report.TooManyAcceptedException;
import io.github.threadleaks.snapshot.InvalidParameterException;
import io.github.threadleaks.snapshot.SnapshotDetail;
import io.github.threadleaks.snapshot.TooManyThreadsException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.util.MimeType;

/**
 * An endpoint does not answer, and says what to do instead: over HTTP by a problem body,
 * over JMX as this exception.
 */
final class RefusalException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private static final MimeType PROBLEM = MimeType.valueOf(MediaTypes.PROBLEM);

	private final transient Problem problem;

	private RefusalException(int status, String title, String reason, String detail, @Nullable String parameter) {
		super(detail, null, false, false);
		this.problem = new Problem("about:blank", title, status, detail, reason, parameter);
	}

	static RefusalException badParameter(InvalidParameterException ex) {
		return new RefusalException(400, "Bad Request", "bad-parameter", String.valueOf(ex.getMessage()),
				ex.parameter());
	}

	static RefusalException detailBlocked(SnapshotDetail wanted, SnapshotDetail max) {
		String instead = (max == SnapshotDetail.GROUPED)
				? "it has the same stacks, without the names and ids of single threads" : "it has the threads by state";
		return new RefusalException(403, "Forbidden", "detail-blocked",
				"detail=" + wanted.parameter() + " is not served here. Use detail=" + max.parameter() + ": " + instead
						+ ". The property threadleaks.snapshot.max-detail sets the limit.",
				null);
	}

	static RefusalException addressNotAllowed() {
		return new RefusalException(403, "Forbidden", "address-not-allowed",
				"Nothing is told to your address. Ask from one that threadleaks.security.allowed-addresses lists.",
				null);
	}

	static RefusalException roleRequired(String role, SnapshotDetail max) {
		return new RefusalException(403, "Forbidden", "role-required",
				"detail=full is for the role " + role + ". Use detail=" + max.parameter()
						+ ", or sign in as somebody who has it; threadleaks.security.required-role names it.",
				null);
	}

	static RefusalException rateLimited(int perMinute) {
		return new RefusalException(429, "Too Many Requests", "rate-limited",
				"More than " + perMinute + " snapshots were asked for in a minute, or more than "
						+ RateLimit.burst(perMinute) + " at once. Try again after the seconds that"
						+ " Retry-After names; threadleaks.security.rate-limit sets the limit. The threadleaks endpoint"
						+ " is not limited.",
				null);
	}

	static RefusalException tooManyThreads(TooManyThreadsException ex) {
		return new RefusalException(503, "Service Unavailable", "too-many-threads",
				"A snapshot of " + ex.live() + " threads would hold the application up; the limit is " + ex.limit()
						+ ", as threadleaks.sampling.max-threads says. The threadleaks endpoint goes on answering.",
				null);
	}

	static RefusalException busy() {
		return new RefusalException(503, "Service Unavailable", "busy",
				"Another snapshot is being taken, and takes long. Try again.", null);
	}

	static RefusalException unknownLeak() {
		return new RefusalException(404, "Not Found", "unknown-leak",
				"There is no leak of this id. The threadleaks endpoint lists the ids of open and resolved leaks.",
				null);
	}

	static RefusalException tooManyAccepted(TooManyAcceptedException ex) {
		return new RefusalException(409, "Conflict", "too-many-accepted", String.valueOf(ex.getMessage()), null);
	}

	static RefusalException unknownFormat() {
		return new RefusalException(404, "Not Found", "unknown-format",
				"There is no such format. Use one of " + Arrays.stream(SnapshotFormat.values())
					.map(SnapshotFormat::parameter)
					.collect(Collectors.joining(", ")) + ".",
				null);
	}

	static RefusalException nothingKept() {
		return new RefusalException(503, "Service Unavailable", "nothing-kept",
				"No earlier snapshot is kept to compare with. The first one is kept with the first sample, some"
						+ " seconds after the start, unless threadleaks.snapshot.history is 0. Try again, or leave out"
						+ " since.",
				null);
	}

	static RefusalException snapshotFailed() {
		return new RefusalException(503, "Service Unavailable", "snapshot-failed",
				"The snapshot could not be taken. Try again, or use detail=summary: it needs the least memory."
						+ " The threadleaks endpoint goes on answering.",
				null);
	}

	Problem problem() {
		return this.problem;
	}

	WebEndpointResponse<Object> toResponse() {
		return new WebEndpointResponse<>(this.problem, this.problem.status(), PROBLEM);
	}

}
