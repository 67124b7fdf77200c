// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * Threads that are never judged, because their owner knows them. In a Spring Boot
 * application every bean of this type counts, after those of the properties
 * {@code threadleaks.detection.ignore}.
 *
 * @param name RE2 pattern found in the masked thread name, such as {@code batch-#}; empty
 * matches every name
 * @param frame RE2 pattern found in a frame ({@code com.acme.Poller.run}); empty matches
 * every stack
 * @param reason why they are harmless, for whoever reads the configuration next
 */
public record IgnoreRule(Pattern name, Pattern frame, String reason) {

	/**
	 * Parses a rule.
	 * @param name pattern of the name, or empty
	 * @param frame pattern of a frame, or empty
	 * @param reason the reason, not blank
	 * @return the rule
	 * @throws InvalidSettingException if a pattern is not RE2, if both are empty, or if
	 * there is no reason
	 */
	public static IgnoreRule of(String name, String frame, String reason) {
		InvalidSettingException.require(!(name.isEmpty() && frame.isEmpty()), "threadleaks.detection.ignore",
				"have a name or a frame pattern in each entry", "an entry without either");
		InvalidSettingException.require(!reason.isBlank(), "threadleaks.detection.ignore",
				"have a reason in each entry", "the entry '" + name + frame + "' without one");
		return new IgnoreRule(compile("name", name), compile("frame", frame), reason);
	}

	private static Pattern compile(String part, String pattern) {
		try {
			return Patterns.compile(pattern, Patterns.MAX_SETTING);
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidSettingException("threadleaks.detection.ignore[]." + part,
					Patterns.limits(Patterns.MAX_SETTING), "'" + pattern + "'");
		}
	}

}
