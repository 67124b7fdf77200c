// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import java.util.UUID;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

/**
 * Makes the logins from the properties, with random passwords where none are set.
 */
final class Operators {

	/**
	 * Without Spring Security's prefix, as {@code hasRole} and
	 * {@code threadleaks.security.required-role} want it.
	 */
	static final String ROLE = "OPS";

	/** Of who may read the report and the meters. */
	static final String READER = "READER";

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
		return user(properties.username(), password, ROLE);
	}

	/** Without a password nobody can tell the random one. */
	static UserDetails from(ReaderProperties properties) {
		String password = properties.password().isBlank() ? UUID.randomUUID().toString() : properties.password();
		return user(properties.username(), password, READER);
	}

	private static UserDetails user(String name, String password, String role) {
		return User.withUsername(name)
			.password(PasswordEncoderFactories.createDelegatingPasswordEncoder().encode(password))
			.roles(role)
			.build();
	}

}
