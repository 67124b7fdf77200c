// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import java.io.IOException;

import io.github.threadleaks.lifecycle.ContextScope;
import io.github.threadleaks.lifecycle.ServedRequest;
import io.github.threadleaks.lifecycle.ThreadContexts;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;

/**
 * Says which request a thread serves, around each dispatch of it, and when it ends: with
 * its last dispatch, or with its asynchronous work.
 */
final class ServedRequestFilter implements Filter {

	private static final String SERVED = ServedRequestFilter.class.getName();

	private static final String DO_FILTER = SERVED + ".doFilter";

	/**
	 * Spring MVC's {@code HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE}, for an
	 * application that may lack it.
	 */
	private static final String PATTERN = "org.springframework.web.servlet.HandlerMapping.bestMatchingPattern";

	/** Spring MVC's {@code HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE}. */
	private static final String HANDLER = "org.springframework.web.servlet.HandlerMapping.bestMatchingHandler";

	private final ThreadContexts contexts;

	ServedRequestFilter(ThreadContexts contexts) {
		this.contexts = contexts;
	}

	@Override
	public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		boolean first = !(request.getAttribute(SERVED) instanceof ServedRequest);
		ServedRequest served = first ? new ServedRequest() : (ServedRequest) request.getAttribute(SERVED);
		if (first) {
			request.setAttribute(SERVED, served);
		}
		ContextScope scope = this.contexts.enter(served, DO_FILTER);
		try {
			chain.doFilter(request, response);
		}
		finally {
			scope.close();
			if (!request.isAsyncStarted()) {
				end(served, request);
			}
			else if (first) {
				request.getAsyncContext().addListener(new End(served), request, response);
			}
		}
	}

	private void end(ServedRequest served, ServletRequest request) {
		this.contexts.end(served, route(request), HandlerNames.of(request.getAttribute(HANDLER)));
	}

	/** Method and pattern: Spring MVC's, or else the servlet's. */
	private static String route(ServletRequest request) {
		if (!(request instanceof HttpServletRequest http)) {
			return "";
		}
		Object pattern = http.getAttribute(PATTERN);
		return http.getMethod() + " " + ((pattern != null) ? pattern : http.getHttpServletMapping().getPattern());
	}

	/** The end of the asynchronous work. */
	private final class End implements AsyncListener {

		private final ServedRequest served;

		End(ServedRequest served) {
			this.served = served;
		}

		@Override
		public void onComplete(AsyncEvent event) {
			end(this.served, event.getSuppliedRequest());
		}

		@Override
		public void onTimeout(AsyncEvent event) {
			// completes afterwards
		}

		@Override
		public void onError(AsyncEvent event) {
			// completes afterwards
		}

		/** A listener is heard until the request goes on asynchronously once more. */
		@Override
		public void onStartAsync(AsyncEvent event) {
			event.getAsyncContext().addListener(this, event.getSuppliedRequest(), event.getSuppliedResponse());
		}

	}

}
