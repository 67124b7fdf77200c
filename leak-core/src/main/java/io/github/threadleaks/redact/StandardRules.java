// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.List;
import java.util.function.Predicate;

/**
 * The rules that always apply, in the order in which they do: what carries a structure
 * (addresses, key and value) before what is only long.
 */
final class StandardRules {

	/** Prefixes that services give to their keys, so that these can be found. */
	private static final String ISSUED = "(?:(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16,}|gh[pousr]_[A-Za-z0-9]{20,}"
			+ "|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{16,}|xox[abeoprs]-[A-Za-z0-9-]{10,}"
			+ "|xapp-[A-Za-z0-9-]{10,}|(?:sk|pk|rk)_(?:live|test)_[A-Za-z0-9]{10,}|whsec_[A-Za-z0-9+/=]{16,}"
			+ "|AIza[A-Za-z0-9_-]{30,}|ya29\\.[A-Za-z0-9_-]{10,}|GOCSPX-[A-Za-z0-9_-]{16,}"
			+ "|sk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}|hf_[A-Za-z0-9]{20,}|npm_[A-Za-z0-9]{20,}"
			+ "|pypi-[A-Za-z0-9_-]{20,}|do[op]_v1_[a-f0-9]{20,}|SG\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"
			+ "|hvs\\.[A-Za-z0-9_-]{16,}|shp(?:at|ca|pa|ss)_[A-Fa-f0-9]{20,}|dckr_pat_[A-Za-z0-9_-]{16,}"
			+ "|lin_api_[A-Za-z0-9]{20,}|NRAK-[A-Z0-9]{16,}|PMAK-[A-Za-z0-9-]{20,}|[0-9]{8,10}:AA[A-Za-z0-9_-]{30,}"
			+ "|AGE-SECRET-KEY-1[A-Z0-9]{20,}|hooks\\.slack\\.com/services/[A-Za-z0-9/]+"
			+ "|discord(?:app)?\\.com/api/webhooks/[A-Za-z0-9/_-]+)";

	/** What one of them must have; a hundred times faster to look for. */
	private static final String[] PREFIXES = { "akia", "asia", "aroa", "aida", "ghp_", "gho_", "ghu_", "ghs_", "ghr_",
			"github_pat_", "glpat-", "xox", "xapp-", "k_live_", "k_test_", "whsec_", "aiza", "ya29.", "gocspx-", "sk-",
			"hf_", "npm_", "pypi-", "_v1_", "sg.", "hvs.", "shpat_", "shpca_", "shppa_", "shpss_", "dckr_pat_",
			"lin_api_", "nrak-", "pmak-", ":aa", "age-secret-key-1", "hooks.slack.com/", "/api/webhooks/" };

	private static final String HEX4 = "[0-9A-Fa-f]{4}";

	private static final String NO_SPACE = "[^\\s\"'<>|?*]";

	private static final Mask KEY_VALUES = new KeyValues();

	static final List<PatternMask> STRUCTURES = List.of(
			PatternMask.of("pem", (text) -> text.has("-----BEGIN "),
					"-----BEGIN [A-Z0-9 ]+-----(?s:.*?)(?:-----END [A-Z0-9 ]+-----|\\z)", "[pem]"),
			PatternMask.of("url-user-info", (text) -> text.has('@') && text.has(':') && text.has('/'),
					"([A-Za-z][A-Za-z0-9+.-]*:(?:\\\\*/){2})"
							+ "(?:[^\\s/]+|[^\\s/@:]*:[^\\s/@]*[^\\s/@:0-9\\]][^\\s/@]*/[^\\s@]*)@",
					"$1[user-info]@"),
			PatternMask.of("url-user-info-encoded", (text) -> text.hasAny("3a%2f%2f", "3a%252f%252f"),
					"((?i)%(?:25)*3a%(?:25)*2f%(?:25)*2f)[^\\s/]+%(?:25)*40", "$1[user-info]%40"),
			PatternMask.of("oracle-user-info", (text) -> text.has('@') && text.hasAny("jdbc:oracle"),
					"((?i)jdbc:oracle:[a-z0-9]+:)[^@\\s]+@", "$1[user-info]@"),
			PatternMask.of("url-query", (text) -> text.has("://") && (text.has('?') || text.has('#')),
					"([A-Za-z][A-Za-z0-9+.-]*://[^\\s?#]*)[?#]\\S+", "$1?[query]"),
			PatternMask.of("path-query", (text) -> text.has('?') && text.has('=') && text.has('/'),
					"(/[^\\s?=]*)\\?[^\\s=?]+=\\S*", "$1?[query]"),
			PatternMask.of("jwt", (text) -> text.has("eyJ"), "eyJ[A-Za-z0-9_-]{10,}(?:\\.[A-Za-z0-9_-]*)*", "[token]"),
			PatternMask.of("issued-key", StandardRules::mayBeIssued, ISSUED, "[token]")
				.checkedBy((text, start, end) -> !Addresses.goesOn(text, start)),
			PatternMask
				.of("authorization", (text) -> text.hasAny("bearer", "basic", "digest", "negotiate"),
						"((?i)(?:\\b|%20)(?:bearer|basic|digest|negotiate)(?:[ :\"']|%20)+)[A-Za-z0-9._~+/=-]{6,}",
						"$1[token]")
				.confirmedBy(Randomness::isCredential));

	static final List<PatternMask> CONTENTS = List.of(
			PatternMask.of("command-user", (text) -> text.has(" -u ") || text.has("--user "),
					"((?:^| )(?:-u|--user) )[^\\s:]+:\\S+", "$1[user-info]"),
			PatternMask.of("user", (text) -> text.has('=') && text.hasAny("user", "uid", "login"),
					"((?i)\\b(?:user|username|user[ _-]?id|user[ _-]?name|uid|login) ?= ?)"
							+ "(?:\"[^\"]*\"|[^\\s,;&\"')\\]}\\[]+)",
					"$1[user]"),
			PatternMask.of("file-url", (text) -> text.hasAny("file:/"), "((?i)file:)/+" + NO_SPACE + "+", "$1[path]"),
			PatternMask.of("email", (text) -> text.has('@') || text.has("%40"),
					"(?:\"[^\"\\s]+\"|[\\pL\\pM0-9._%+#-]+(?:'[\\pL\\pM0-9._%+#-]+)*)(?:@|%40)"
							+ "[\\pL\\pM0-9#-]+(?:\\.[\\pL\\pM0-9#-]+)*\\.\\pL[\\pL\\pM]+",
					"[email]"),
			PatternMask.of("unix-path", (text) -> text.has('/'),
					"(^|[^\\w./\\]])(?:~[\\w.-]*)?/(?:[^\\s/\"'<>()\\[\\]{}|,;:?*]+/)+[^\\s/\"'<>()\\[\\]{}|,;:?*]*"
							+ "(?: [^\\s/\"'<>()\\[\\]{}|,;:?*]+/[^\\s\"'<>()\\[\\]{}|,;:?*]*)*",
					"$1[path]"),
			PatternMask.of("home-path", (text) -> text.has('/'),
					"(^|[^\\w./\\]])/(?:home|root|etc|tmp|var|opt|usr|srv|mnt|Users)\\b", "$1[path]"),
			PatternMask.of("windows-path", (text) -> text.has('\\') || text.has(":/"),
					"(^|[^A-Za-z0-9])(?:[A-Za-z]:[\\\\/]" + NO_SPACE + "+|\\\\\\\\[?]?" + NO_SPACE + "+\\\\" + NO_SPACE
							+ "+)(?: [^\\s\\\\\"'<>|?*]+\\\\" + NO_SPACE + "+)*",
					"$1[path]"),
			PatternMask.of("ipv6", (text) -> text.colons() > 1 && text.digits() > 0,
					"[0-9A-Fa-f:]*:[0-9A-Fa-f]*:[0-9A-Fa-f:]*(?:[0-9]{1,3}(?:\\.[0-9]{1,3}){3})?"
							+ "(?:%(?:25)?[A-Za-z0-9]+)?",
					"[ip]")
				.endedBy(Addresses::ipv6End),
			PatternMask.of("ipv4", (text) -> text.decimals() > 2, "[0-9]{1,3}(?:\\.[0-9]{1,3}){3}", "[ip]")
				.checkedBy(Addresses::ipv4),
			PatternMask.of("ip-host", (text) -> text.hasAny("ip-"), "((?i)\\bip)(?:-[0-9]{1,3}){4}\\b", "$1-[ip]"),
			PatternMask
				.of("mac", (text) -> text.colons() > 4 || text.dashes() > 4,
						"[0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){5,}|[0-9A-Fa-f]{2}(?:-[0-9A-Fa-f]{2}){5}", "[mac]")
				.checkedBy(Addresses::isWord));

	private static final List<PatternMask> WITHOUT_PATHS = CONTENTS.stream()
		.filter((rule) -> !rule.name().endsWith("-path"))
		.toList();

	static final List<PatternMask> NUMBERS = List.of(
			PatternMask
				.of("uuid", (text) -> text.longest() >= 36 && text.dashes() > 3,
						"[0-9A-Fa-f]{8}-" + HEX4 + "-" + HEX4 + "-" + HEX4 + "-[0-9A-Fa-f]{12}", "[uuid]")
				.checkedBy(Addresses::isWord),
			PatternMask
				.of("iban", (text) -> text.digits() >= 8, "[A-Za-z]{2}[0-9]{2}(?:[ -]?[A-Za-z0-9]){11,30}", "[iban]")
				.endedBy(Checksums::ibanEnd),
			number("chinese-id",
					"[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9Xx]",
					Checksums::chinese),
			PatternMask.of("card", (text) -> text.digits() >= 13, "[0-9](?:[ ._?-]?[0-9]){12,18}", "[card]")
				.endedBy(Checksums::cardEnd),
			number("french-id", "[12] ?[0-9]{2} ?(?:0[1-9]|1[0-2]) ?[0-9]{2} ?[0-9]{3} ?[0-9]{3} ?[0-9]{2}",
					Checksums::nir),
			number("german-id", "[1-9][0-9] ?[0-9]{3} ?[0-9]{3} ?[0-9]{3}", Checksums::steuerId),
			number("brazilian-id", "[0-9]{3}\\.?[0-9]{3}\\.?[0-9]{3}-?[0-9]{2}", Checksums::cpf),
			number("indian-id", "[2-9][0-9]{3}[ -][0-9]{4}[ -][0-9]{4}", Checksums::aadhaar),
			number("us-id", "[0-8][0-9]{2}-[0-9]{2}-[0-9]{4}", Checksums::ssn),
			number("spanish-id", "(?:[0-9]{8}|[XYZ]-?[0-9]{7})-?[A-Z]", Checksums::dni),
			PatternMask
				.of("british-id", (text) -> text.digits() >= 6,
						"[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]", "[id]")
				.checkedBy(Addresses::isWord),
			number("dutch-id", "(?i:bsn)[ :#=-]*[0-9]{9}", Checksums::bsn),
			PatternMask
				.of("hex", (text) -> text.longestHex() >= 16 && text.digits() > 0, "(?:0x)?[0-9A-Fa-f]{16,}", "[hex]")
				.checkedBy((text, start, end) -> Randomness.isHex(text.substring(start, end))
						&& (Randomness.isLong(end - start) || Addresses.isWord(text, start, end))),
			PatternMask
				.of("base64", (text) -> text.digits() > 0 && text.longest() >= (text.has('=') ? 14 : 32),
						"[A-Za-z0-9+/_-]{32,}={0,2}|[A-Za-z0-9+/_-]{14,31}={1,2}", "[base64]")
				.checkedBy(Randomness::isBase64));

	private StandardRules() {
	}

	private static boolean mayBeIssued(Traits text) {
		return text.longest() >= 10 && text.hasAny(PREFIXES);
	}

	private static PatternMask number(String name, String pattern, Predicate<String> checksum) {
		return PatternMask.of(name, (text) -> text.digits() >= 7, pattern, "[id]").checkedBy(word(checksum));
	}

	private static PatternMask.Test word(Predicate<String> confirmed) {
		return (text, start, end) -> Addresses.isWord(text, start, end) && confirmed.test(text.substring(start, end));
	}

	/**
	 * Masks a text by all of them.
	 * @param text the text
	 * @param paths whether those of the file system are meant by slashes
	 * @return the text, masked
	 */
	static String apply(String text, boolean paths) {
		Traits traits = Traits.of(text);
		String masked = apply(STRUCTURES, traits, text);
		masked = KEY_VALUES.apply(masked);
		masked = apply(paths ? CONTENTS : WITHOUT_PATHS, traits, masked);
		return apply(NUMBERS, traits, masked);
	}

	private static String apply(List<PatternMask> rules, Traits traits, String text) {
		String masked = text;
		for (PatternMask rule : rules) {
			if (rule.needed().test(traits)) {
				masked = rule.apply(masked);
			}
		}
		return masked;
	}

}
