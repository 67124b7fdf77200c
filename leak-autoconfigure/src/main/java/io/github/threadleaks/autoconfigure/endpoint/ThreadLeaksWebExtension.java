// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.function.Supplier;

import io.github.threadleaks.report.ReportText;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;
import org.springframework.core.io.Resource;
import org.springframework.lang.Nullable;

/**
 * {@code threadleaks} over HTTP: as JSON, text or a page, and refusals have a status and
 * a problem body.
 */
@EndpointWebExtension(endpoint = ThreadLeaksEndpoint.class)
final class ThreadLeaksWebExtension {

	private final ThreadLeaksEndpoint endpoint;

	private final PageWriter pages;

	ThreadLeaksWebExtension(ThreadLeaksEndpoint endpoint, PageWriter pages) {
		this.endpoint = endpoint;
		this.pages = pages;
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> threadLeaks(@Nullable String stacks, ReportFormat format) {
		return answer(format, this.endpoint::threadLeaks, () -> ReportText.render(this.endpoint.report()),
				() -> this.pages.page(stacks));
	}

	@ReadOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> threadLeak(@Selector String id, ReportFormat format) {
		return answer(format, () -> this.endpoint.threadLeak(id), () -> ReportText.render(this.endpoint.leak(id)),
				() -> this.pages.leak(id));
	}

	@WriteOperation(producesFrom = ReportFormat.class)
	WebEndpointResponse<Object> accept(@Selector String id, @Nullable String accepted, ReportFormat format) {
		return answer(format, () -> this.endpoint.accept(id, accepted),
				() -> ReportText.render(this.endpoint.acceptedLeak(id, accepted)),
				() -> this.pages.acceptedLeak(id, accepted));
	}

	private static WebEndpointResponse<Object> answer(ReportFormat format, Supplier<Object> json, Supplier<String> text,
			Supplier<Resource> page) {
		try {
			Object body = switch (format) {
				case TEXT -> text.get();
				case ACTUATOR, JSON -> json.get();
				case HTML -> page.get();
			};
			return new WebEndpointResponse<>(body, format);
		}
		catch (RefusalException ex) {
			return ex.toResponse();
		}
	}

}
