// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import java.util.List;

/**
 * Whether it is recorded which code starts threads.
 *
 * @param enabled whether Flight Recorder is used
 * @param applicationPackages packages whose frames are the application's, such as
 * {@code com.acme}, their subpackages included, at most {@value #MAX_PACKAGES}; empty
 * means all frames but those of the JDK and of well-known frameworks
 */
public record LifecycleSettings(boolean enabled, List<String> applicationPackages) {

	public static final LifecycleSettings DEFAULTS = new LifecycleSettings(true, List.of());

	/** Each frame of a new stack is compared with each of them. */
	public static final int MAX_PACKAGES = 100;

	/** Longer than any that a class file names in practice. */
	private static final int MAX_LENGTH = 256;

	private static final String PACKAGES = "threadleaks.lifecycle.application-packages";

	public LifecycleSettings {
		applicationPackages = List.copyOf(applicationPackages);
		InvalidSettingException.require(applicationPackages.size() <= MAX_PACKAGES, PACKAGES,
				"hold at most " + MAX_PACKAGES + " packages", applicationPackages.size());
		for (String name : applicationPackages) {
			InvalidSettingException.require(isPackage(name), PACKAGES,
					"hold names of packages, such as com.acme, of at most " + MAX_LENGTH + " characters",
					"'" + name + "'");
		}
	}

	private static boolean isPackage(String name) {
		boolean begins = true;
		for (int i = 0; i < name.length(); i++) {
			char letter = name.charAt(i);
			boolean fits = begins ? Character.isJavaIdentifierStart(letter)
					: letter == '.' || Character.isJavaIdentifierPart(letter);
			if (!fits) {
				return false;
			}
			begins = letter == '.';
		}
		return !begins && name.length() <= MAX_LENGTH;
	}

}
