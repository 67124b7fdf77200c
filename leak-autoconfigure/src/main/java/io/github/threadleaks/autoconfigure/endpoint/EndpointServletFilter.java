// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;
import java.security.Principal;
import java.util.Optional;

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
		if (!this.requests.concerns(request.getRequestURI())) {
			chain.doFilter(request, response);
			return;
		}
		Peer peer = new Peer(request.getRemoteAddr(), response::setHeader);
		Optional<Problem> refused = this.requests.refuse(peer,
				Optional.ofNullable(request.getUserPrincipal()).map(Principal::getName), request.getRequestURI());
		if (refused.isPresent()) {
			response.setStatus(refused.get().status());
			response.setContentType(MediaTypes.PROBLEM);
			response.getOutputStream().write(EndpointRequests.body(refused.get()));
			return;
		}
		peer.enter();
		try {
			chain.doFilter(request, response);
		}
		finally {
			Peer.leave();
		}
	}

}
