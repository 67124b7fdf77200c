// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import java.io.IOException;
import java.util.Set;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses a change that a page of another site asks for: nobody's browser shall make this
 * service leak behind its user's back. Tools that are no browser send none of these
 * headers and pass.
 */
@Component
final class CrossSiteFilter extends OncePerRequestFilter {

	private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

	private static final Set<String> OWN_PAGE = Set.of("same-origin", "none");

	@Override
	protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		String site = request.getHeader("Sec-Fetch-Site");
		if (READS.contains(request.getMethod()) || site == null || OWN_PAGE.contains(site)) {
			chain.doFilter(request, response);
			return;
		}
		response.sendError(HttpStatus.FORBIDDEN.value(), "a page of another site may not change anything here");
	}

}
