// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import io.github.threadleaks.settings.InvalidSettingException;

import org.springframework.core.env.Environment;

/**
 * Profiles that make an environment a protected one. A misspelt case must not open it, so
 * case does not count.
 *
 * @param patterns names, beginnings with a trailing {@code *}, or {@code *} alone
 */
record ProtectedProfiles(List<String> patterns) {

	/**
	 * Checks patterns.
	 * @param patterns the patterns
	 * @throws InvalidSettingException if one has a {@code *} elsewhere than at its end,
	 * or is blank
	 */
	static void requireValid(List<String> patterns) {
		for (String pattern : patterns) {
			int star = pattern.indexOf('*');
			if (pattern.isBlank() || (star >= 0 && star < pattern.length() - 1)) {
				throw new InvalidSettingException("threadleaks.security.protected-profiles",
						"hold names of profiles, with a * at the end at most", "'" + pattern + "'");
			}
		}
	}

	/**
	 * The first profile in force that is protected.
	 * @param environment tells the profiles; its default ones count while none is active
	 * @return the profile, or empty if none is protected
	 */
	Optional<String> active(Environment environment) {
		String[] active = environment.getActiveProfiles();
		String[] inForce = (active.length > 0) ? active : environment.getDefaultProfiles();
		return Arrays.stream(inForce).filter(this::isProtected).findFirst();
	}

	private boolean isProtected(String profile) {
		String name = profile.toLowerCase(Locale.ROOT);
		return this.patterns.stream()
			.map((pattern) -> pattern.toLowerCase(Locale.ROOT))
			.anyMatch((pattern) -> pattern.endsWith("*") ? name.startsWith(pattern.substring(0, pattern.length() - 1))
					: name.equals(pattern));
	}

}
