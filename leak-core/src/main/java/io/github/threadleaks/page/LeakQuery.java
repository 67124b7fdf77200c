// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.page;

import java.util.Optional;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Leak;

/**
 * Asks for a snapshot of the threads of a leak: by their names and, where they are all of
 * one group, by where they wait.
 */
final class LeakQuery {

	/** Longer patterns are refused. */
	private static final int MAX_PATTERN = 200;

	/** What a number, a token, a UUID or an address is masked by. */
	private static final String MASKED = "[0-9A-Za-z-]+";

	private LeakQuery() {
	}

	/** The query, without its question mark; all threads if nothing tells them apart. */
	static String of(Leak leak) {
		String name = name(leak);
		StringBuilder query = new StringBuilder("detail=grouped");
		if (!name.isEmpty() && name.length() <= MAX_PATTERN) {
			query.append("&name=").append(HtmlWriter.encode(name));
		}
		frame(leak).filter((frame) -> frame.length() <= MAX_PATTERN)
			.ifPresent((frame) -> query.append("&frame=").append(HtmlWriter.encode(frame)));
		return query.toString();
	}

	/** Empty if the members of a group have many names. */
	private static String name(Leak leak) {
		if (leak.families().stream().anyMatch(Leak.Family::hasManyNames)) {
			return "";
		}
		return leak.families()
			.stream()
			.map((family) -> pattern(family.threadName()))
			.collect(Collectors.joining("|", "^(", ")$"));
	}

	private static String pattern(RedactedText maskedName) {
		StringBuilder pattern = new StringBuilder();
		String name = maskedName.toString();
		for (int i = 0; i < name.length(); i++) {
			char c = name.charAt(i);
			// quote() of one character at a time would be twice as long
			pattern.append((c == '#') ? MASKED : "\\.+*?()|[]{}^$".indexOf(c) < 0 ? c : "\\" + c);
		}
		return pattern.toString();
	}

	private static Optional<String> frame(Leak leak) {
		return (leak.families().size() > 1) ? Optional.empty()
				: leak.waitsAt().stream().findFirst().map((frame) -> "^" + Pattern.quote(method(frame)) + "([(]|$)");
	}

	/** Without file and line, if they are there. */
	private static String method(RedactedText frame) {
		String text = frame.toString();
		int file = text.indexOf('(');
		return (file < 0) ? text : text.substring(0, file);
	}

}
