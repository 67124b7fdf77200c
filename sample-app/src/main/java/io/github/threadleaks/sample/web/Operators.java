// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/**
 * Makes the operator's login from the properties, with a random password where none is
 * set.
 */
final class Operators {

	/**
	 * Without Spring Security's prefix, as {@code hasRole} and
	 * {@code threadleaks.security.required-role} want it.
	 */
	static final String ROLE = "OPS";

	private static final Logger logger = LoggerFactory.getLogger(Operators.class);

	private Operators() {
	}

	static UserDetails from(OpsProperties properties) {
		String password = properties.password();
		if (password.isBlank()) {
			password = UUID.randomUUID().toString();
			logger.warn("sample.ops.password is not set. User '{}' has the password {} until the next start.",
					properties.username(), password);
		}
		return User.withUsername(properties.username())
			.password(PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password))
			.roles(ROLE)
			.build();
	}

}
