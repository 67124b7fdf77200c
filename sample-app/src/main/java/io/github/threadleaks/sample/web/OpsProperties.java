// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's login in the profile {@code prod}; there is no default password.
 *
 * @param username the name to log in with
 * @param password the password to log in with; without one, each start makes its own and
 * logs it once
 */
@ConfigurationProperties("sample.ops")
record OpsProperties(@DefaultValue("ops") String username, @DefaultValue("") String password) {
}
