// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

import com.google.re2j.Pattern;

/**
 * The rules that always apply, in the order in which they do: what carries a structure
 * (addresses, key and value) before what is only long.
 */
final class StandardRules {

	private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

	private static final String HEXTET = "[0-9A-Fa-f]{1,4}";

	/** As in a frame of a class that has to do with tokens, say. */
	private static final Pattern SOURCE_LINE = Pattern.compile("\\w+\\.(?:java|kt|scala|groovy):[0-9]+");

	static final List<RedactionRule> ALL = List.of(
			RedactionRule.of("url-user-info", "([A-Za-z][A-Za-z0-9+.-]*://)[^\\s/@]+@", "$1[user-info]@"),
			RedactionRule.of("url-query", "([A-Za-z][A-Za-z0-9+.-]*://[^\\s?#]*)[?#]\\S+", "$1?[query]"),
			RedactionRule.of("jwt", "eyJ[A-Za-z0-9_-]{5,}\\.[A-Za-z0-9_-]{5,}(?:\\.[A-Za-z0-9_-]*)*", "[token]"),
			RedactionRule.of("authorization", "(?i)\\b(bearer|basic|digest|negotiate)[ :]+[A-Za-z0-9._~+/=-]{6,}",
					"$1 [token]"),
			RedactionRule.of("key-value",
					"(?i)([\\w.-]*(?:passw(?:or)?d|passwort|passphrase|\\bpwd|secret|token|api[_-]?key|access[_-]?key"
							+ "|private[_-]?key|credentials?|authorization|session[_-]?id|jsessionid|cookie)[\\w.-]*"
							+ "[\"']?\\s*[=:]\\s*)(?:\\[secret\\]|\"[^\"]*\"|'[^']*'|[^\\s,;&\"')\\]}]+)",
					"$1[secret]")
				.confirmedBy((match) -> !SOURCE_LINE.matcher(match).matches()),
			RedactionRule.of("email", "[A-Za-z0-9._%+#-]+@[A-Za-z0-9#-]+(?:\\.[A-Za-z0-9#-]+)*\\.[A-Za-z]{2,}",
					"[email]"),
			RedactionRule.of("unix-path",
					"(^|[^\\w./\\]])/(?:[^\\s/\"'<>()\\[\\]{}|,;:?*]+/)+[^\\s/\"'<>()\\[\\]{}|,;:?*]*", "$1[path]"),
			RedactionRule.of("home-path", "(^|[^\\w./\\]])/(?:home|root|etc|tmp|var|opt|usr|srv|mnt|Users)\\b",
					"$1[path]"),
			RedactionRule.of("windows-path",
					"\\b[A-Za-z]:\\\\[^\\s\"'<>|?*]+|\\\\\\\\[^\\s\"'<>|?*\\\\]+\\\\[^\\s\"'<>|?*]+", "[path]"),
			RedactionRule.of("ipv4", "\\b(?:" + OCTET + "\\.){3}" + OCTET + "\\b", "[ip]"),
			RedactionRule.of("ipv6",
					"(?:\\b" + HEXTET + ":){3,7}" + HEXTET + "\\b|(?:\\b" + HEXTET + ":){1,6}(?::" + HEXTET
							+ ")+\\b|\\B::(?:" + HEXTET + ":)*" + HEXTET + "\\b",
					"[ip]"),
			RedactionRule.of("card", "\\b[0-9](?:[ -]?[0-9]){12,18}\\b", "[card]").confirmedBy(StandardRules::luhn),
			RedactionRule.of("uuid",
					"\\b[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}\\b", "[uuid]"),
			RedactionRule.of("hex", "\\b(?:0x)?[0-9A-Fa-f]{16,}\\b", "[hex]").confirmedBy(StandardRules::hasDigit),
			RedactionRule.of("base64", "[A-Za-z0-9+/_-]{32,}={0,2}", "[base64]")
				.confirmedBy(StandardRules::looksRandom));

	private StandardRules() {
	}

	/**
	 * ISO/IEC 7812-1, annex B: every second digit from the right is doubled, the digits
	 * add up to a multiple of 10.
	 */
	static boolean luhn(String text) {
		String digits = text.replaceAll("[^0-9]", "");
		IntUnaryOperator weight = (fromRight) -> {
			int digit = digits.charAt(digits.length() - 1 - fromRight) - '0';
			return (fromRight % 2 == 0) ? digit : (digit * 2) / 10 + (digit * 2) % 10;
		};
		return IntStream.range(0, digits.length()).map(weight).sum() % 10 == 0;
	}

	private static boolean hasDigit(String text) {
		return text.chars().anyMatch(Character::isDigit);
	}

	/**
	 * A long word of one's own language has no digits in its midst; random base64 of 32
	 * and more has all three kinds.
	 */
	private static boolean looksRandom(String text) {
		return text.chars().filter(Character::isDigit).count() >= 3 && text.chars().anyMatch(Character::isUpperCase)
				&& text.chars().anyMatch(Character::isLowerCase);
	}

}
