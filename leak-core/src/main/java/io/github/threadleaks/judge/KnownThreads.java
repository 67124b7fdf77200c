// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.settings.IgnoreRule;

/**
 * Threads that are never judged: our own, the housekeepers of the JVM and of libraries,
 * and those that the owner knows.
 */
final class KnownThreads {

	private static final IgnoreRule OUR_OWN = IgnoreRule.of("^threadleaks-", "", "Our own, one of each.");

	private final List<IgnoreRule> rules;

	KnownThreads(List<IgnoreRule> more) {
		this.rules = Stream.of(Stream.of(OUR_OWN), KnownThread.TABLE.stream().map(KnownThread::rule), more.stream())
			.flatMap((rules) -> rules)
			.toList();
	}

	boolean contains(FamilySample family) {
		return this.rules.stream().anyMatch((rule) -> matches(rule, family));
	}

	private static boolean matches(IgnoreRule rule, FamilySample family) {
		return rule.name().matcher(family.maskedName()).find() && (rule.frame().pattern().isEmpty() || family.site()
			.stack()
			.frames()
			.stream()
			.map(Frame::site)
			.anyMatch((site) -> rule.frame().matcher(site).find()));
	}

}
