// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Map;
import java.util.function.Supplier;

import io.github.threadleaks.report.ReportText;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.core.io.Resource;

/**
 * {@code threadleaks} over HTTP: as JSON, text or a page, and refusals have a status and
 * a problem body.
 */
final class ReportAnswers {

	private static final Map<String, String> WHAT = Map.of("endpoint", "threadleaks");

	private final ThreadLeaksEndpoint endpoint;

	private final PageWriter pages;

	private final AddressGuard addresses;

	ReportAnswers(ThreadLeaksEndpoint endpoint, PageWriter pages, AddressGuard addresses) {
		this.endpoint = endpoint;
		this.pages = pages;
		this.addresses = addresses;
	}

	WebEndpointResponse<Object> report(@Nullable String stacks, Caller caller, ReportFormat format) {
		return answer(format, caller, this.endpoint::threadLeaks, () -> ReportText.render(this.endpoint.report()),
				() -> this.pages.page(stacks, caller));
	}

	WebEndpointResponse<Object> leak(String id, Caller caller, ReportFormat format) {
		return answer(format, caller, () -> this.endpoint.threadLeak(id),
				() -> ReportText.render(this.endpoint.leak(id)), () -> this.pages.leak(id));
	}

	WebEndpointResponse<Object> accept(String id, @Nullable String accepted, Caller caller, ReportFormat format) {
		return answer(format, caller, () -> this.endpoint.accept(id, accepted),
				() -> ReportText.render(this.endpoint.acceptedLeak(id, accepted)),
				() -> this.pages.acceptedLeak(id, accepted));
	}

	private WebEndpointResponse<Object> answer(ReportFormat format, Caller caller, Supplier<Object> json,
			Supplier<String> text, Supplier<Resource> page) {
		try {
			this.addresses.require(caller, WHAT);
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
