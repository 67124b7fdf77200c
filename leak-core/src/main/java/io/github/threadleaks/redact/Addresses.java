// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.Locale;

import com.google.re2j.Pattern;

/**
 * Tells addresses from times, versions and method references.
 */
final class Addresses {

	private static final Pattern VERSION_BEFORE = Pattern
		.compile("(?i)(?:^|[^a-z])(?:v|ver|version|release|build|jdk|java)[ .:=-]*$");

	private static final Pattern VERSION_AFTER = Pattern
		.compile("(?i)^(?:[.-](?:jar|war|zip|tgz|final|ga|rc[0-9]*|m[0-9]+|snapshot|release|alpha|beta|jre)|\\+[0-9])");

	/** The longest {@link #VERSION_BEFORE} and what stands before it. */
	private static final int CONTEXT = 12;

	private Addresses() {
	}

	/**
	 * Four numbers up to 255, which are no version by what stands around them. A private
	 * address is one even behind a {@code v} and before a port with a dot.
	 */
	static boolean ipv4(String text, int start, int end) {
		if (!standsAlone(text, start, end) || (start > 0 && text.charAt(start - 1) == '.')) {
			return false;
		}
		String[] octets = text.substring(start, end).split("\\.", -1);
		for (String octet : octets) {
			if (Integer.parseInt(octet) > 255) {
				return false;
			}
		}
		int first = Integer.parseInt(octets[0]);
		int second = Integer.parseInt(octets[1]);
		boolean internal = first == 10 || first == 127 || (first == 192 && second == 168)
				|| (first == 172 && second >= 16 && second < 32) || (first == 169 && second == 254);
		boolean longer = end + 1 < text.length() && text.charAt(end) == '.' && Character.isDigit(text.charAt(end + 1));
		if (longer && !internal) {
			return false;
		}
		return !VERSION_AFTER.matcher(text.substring(end, Math.min(text.length(), end + CONTEXT))).find()
				&& (internal || !VERSION_BEFORE.matcher(text.substring(Math.max(0, start - CONTEXT), start)).find());
	}

	/** A letter or digit stands before it, which is not the end of a {@code %20}. */
	static boolean goesOn(String text, int start) {
		return start > 0 && Character.isLetterOrDigit(text.charAt(start - 1))
				&& (start < 3 || text.charAt(start - 3) != '%');
	}

	/** No digit beside it: it is not a part of a longer number. */
	static boolean standsAlone(String text, int start, int end) {
		return (!goesOn(text, start) || !Character.isDigit(text.charAt(start - 1)))
				&& (end == text.length() || !Character.isDigit(text.charAt(end)));
	}

	/** No letter nor digit beside it: it is not a part of a word. */
	static boolean isWord(String text, int start, int end) {
		return !goesOn(text, start) && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)));
	}

	/**
	 * Eight groups, or fewer around one {@code ::}, the last two perhaps as an IPv4
	 * address; of a method reference of hex letters, such as {@code Bad::add}, it has a
	 * digit.
	 */
	static int ipv6End(String text, int start, int end) {
		// a colon before or behind may be none of its own
		int to = (text.charAt(end - 1) == ':' && text.charAt(end - 2) != ':') ? end - 1 : end;
		int from = (text.charAt(start) == ':' && text.charAt(start + 1) != ':') ? start + 1 : start;
		boolean inWord = goesOn(text, from) || (from > 0 && from == start && text.charAt(from - 1) == ':')
				|| (to < text.length() && Character.isLetterOrDigit(text.charAt(to)));
		return (!inWord && isIpv6(text.substring(from, to).toLowerCase(Locale.ROOT))) ? to : start;
	}

	private static boolean isIpv6(String candidate) {
		int zone = candidate.indexOf('%');
		String address = (zone < 0) ? candidate : candidate.substring(0, zone);
		if (address.chars().noneMatch(Character::isDigit)) {
			return false;
		}
		int gap = address.indexOf("::");
		if (gap < 0) {
			return groups(address) == 8;
		}
		String after = address.substring(gap + 2);
		if (after.contains("::")) {
			return false;
		}
		int before = groups(address.substring(0, gap));
		int behind = groups(after);
		return before >= 0 && behind >= 0 && before + behind < 8;
	}

	/** How many groups of 16 bits, or -1 if it is none of them. */
	private static int groups(String part) {
		if (part.isEmpty()) {
			return 0;
		}
		int count = 0;
		String[] groups = part.split(":", -1);
		for (int i = 0; i < groups.length; i++) {
			boolean last = i == groups.length - 1;
			if (last && groups[i].indexOf('.') > 0) {
				count += 2;
			}
			else if (groups[i].isEmpty() || groups[i].length() > 4 || groups[i].indexOf('.') >= 0) {
				return -1;
			}
			else {
				count++;
			}
		}
		return count;
	}

}
