// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the code that gives each thread a name of its own in ways that no mask sees
 * through, such as a customer's name: what its threads have in common is what they were
 * started for.
 */
final class NamesOfEntries {

	/**
	 * An application's own threads seldom have more names than this for one run method.
	 */
	private static final int MAX_NAMES = 8;

	/** Entries remembered; the names of the others are taken as they are. */
	private static final int MAX_ENTRIES = 1_000;

	private final Map<String, Set<String>> names = new HashMap<>();

	/**
	 * The name that tells a thread from those that were started for something else.
	 * @param entry what it was started for
	 * @param name its masked name
	 * @return the name, or {@link FamilyKey#ANY_NAME} if there are too many of them
	 */
	String name(String entry, String name) {
		Set<String> known = this.names.get(entry);
		if (known == null) {
			if (this.names.size() >= MAX_ENTRIES) {
				return name;
			}
			known = new HashSet<>();
			this.names.put(entry, known);
		}
		if (known.size() < MAX_NAMES) {
			known.add(name);
		}
		return known.contains(name) ? name : FamilyKey.ANY_NAME;
	}

}
