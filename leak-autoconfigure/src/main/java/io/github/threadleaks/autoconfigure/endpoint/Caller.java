// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.security.Principal;
import java.time.Duration;
import java.util.function.Predicate;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * Who asks for a snapshot.
 *
 * @param principal the authenticated name, or {@code anonymous}
 * @param peer where from
 * @param hasRole whether in a role
 */
record Caller(String principal, Peer peer, Predicate<String> hasRole) {

	static final String ANONYMOUS = "anonymous";

	static Caller of(SecurityContext security, Peer peer) {
		Principal principal = security.getPrincipal();
		return new Caller((principal != null) ? principal.getName() : ANONYMOUS, peer, security::isUserInRole);
	}

	/** Tells it when to come back. */
	void retryAfter(Duration wait) {
		this.peer.header().accept("Retry-After", String.valueOf(Math.max(1, wait.toSeconds() + 1)));
	}

}
