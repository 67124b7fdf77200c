// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Before our endpoints on MVC and Jersey.
 */
final class EndpointServletFilter extends OncePerRequestFilter {

	private final EndpointRequests requests;

	EndpointServletFilter(EndpointRequests requests) {
		this.requests = requests;
	}

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws IOException, ServletException {
		// both are decoded: an encoded path is served as well
		String inServlet = request.getPathInfo();
		if (!this.requests.concern(request.getServletPath() + ((inServlet != null) ? inServlet : ""))) {
			chain.doFilter(request, response);
			return;
		}
		Peer peer = EndpointRequests.peer(request.getRemoteAddr(), response::setHeader);
		peer.enter();
		try {
			chain.doFilter(request, response);
		}
		finally {
			Peer.leave();
		}
	}

}
