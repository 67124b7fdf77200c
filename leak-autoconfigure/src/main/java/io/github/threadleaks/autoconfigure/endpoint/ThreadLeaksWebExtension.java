// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.lang.Nullable;

/**
 * {@code threadleaks} on MVC and Jersey.
 */
@EndpointWebExtension(endpoint = ThreadLeaksEndpoint.class)
final class ThreadLeaksWebExtension {

	private final ReportAnswers answers;

	ThreadLeaksWebExtension(ReportAnswers answers) {
		this.answers = answers;
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> threadLeaks(@Nullable String stacks, SecurityContext security, ReportFormat format) {
		return this.answers.report(stacks, Caller.of(security, Peer.current()), format);
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> threadLeak(@Selector String id, SecurityContext security, ReportFormat format) {
		return this.answers.leak(id, Caller.of(security, Peer.current()), format);
	}

	@WriteOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> accept(@Selector String id, @Nullable String accepted, SecurityContext security,
			ReportFormat format) {
		return this.answers.accept(id, accepted, Caller.of(security, Peer.current()), format);
	}

}
