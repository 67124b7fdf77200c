// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The login in the profile {@code prod} of who may read what leaks, and no more.
 *
 * @param username the name to log in with
 * @param password the password to log in with; without one only a certificate of this
 * name lets in, in the profile {@code mtls}
 */
@ConfigurationProperties("sample.reader")
record ReaderProperties(@DefaultValue("reader") String username, @DefaultValue("") String password) {
}
