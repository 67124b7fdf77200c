// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.sample.Frame;
import io.github.threadleaks.settings.IgnoreRule;

/**
 * Threads that are never judged: those of the JVM and of this engine, and those that the
 * owner knows.
 */
final class KnownThreads {

	private static final List<IgnoreRule> BUILT_IN = List.of(
			IgnoreRule.of("^threadleaks-", "", "Our own sampler, one thread."),
			IgnoreRule.of("^JFR ", "", "Flight Recorder's threads, a few for each recording (JEP 328)."),
			IgnoreRule.of("^ForkJoinPool\\.commonPool-worker-#$", "",
					"Bounded by the common pool's parallelism (ForkJoinPool javadoc)."),
			IgnoreRule.of("", "^jdk\\.internal\\.misc\\.CarrierThread",
					"Carriers of virtual threads, bounded by the scheduler's parallelism (JEP 444)."),
			IgnoreRule.of("^(Reference Handler|Finalizer|Common-Cleaner|Signal Dispatcher|Notification Thread"
					+ "|Attach Listener|DestroyJavaVM|Service Thread|Monitor Deflation Thread|Keep-Alive-Timer)$", "",
					"The JVM's own housekeepers, one of each."),
			IgnoreRule.of("^RMI (TCP|Scheduler|Reaper|RenewClean)", "",
					"JMX connections; end by themselves (sun.rmi.transport.tcp.responseTimeout)."));

	private final List<IgnoreRule> rules;

	KnownThreads(List<IgnoreRule> more) {
		this.rules = Stream.concat(BUILT_IN.stream(), more.stream()).toList();
	}

	boolean contains(FamilySample family) {
		return this.rules.stream().anyMatch((rule) -> matches(rule, family));
	}

	private static boolean matches(IgnoreRule rule, FamilySample family) {
		return rule.name().matcher(family.key().name()).find() && (rule.frame().pattern().isEmpty() || family.site()
			.stack()
			.frames()
			.stream()
			.map(Frame::site)
			.anyMatch((site) -> rule.frame().matcher(site).find()));
	}

}
