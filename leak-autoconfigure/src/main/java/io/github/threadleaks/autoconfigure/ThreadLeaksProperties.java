// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactionRule;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.settings.DetectionSettings;
import io.github.threadleaks.settings.IgnoreRule;
import io.github.threadleaks.settings.InvalidSettingException;
import io.github.threadleaks.settings.LifecycleSettings;
import io.github.threadleaks.settings.SamplingSettings;
import io.github.threadleaks.settings.SnapshotSettings;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.settings.VirtualThreadSettings;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * The properties {@code threadleaks.*}. Those of the engine are checked by its own
 * settings.
 *
 * @param enabled Whether this JVM is watched for thread leaks. Without it there is no
 * monitor, endpoint, meter or health contributor.
 * @param sampling how the JVM is read
 * @param detection when growth is called a leak
 * @param lifecycle who starts threads
 * @param virtualThreads virtual threads
 * @param snapshot snapshots of all threads
 * @param security what makes an environment a protected one
 * @param health the health contributor
 * @param redaction what is masked
 * @param metrics the meters
 */
@ConfigurationProperties("threadleaks")
public record ThreadLeaksProperties(@DefaultValue("true") boolean enabled, @DefaultValue Sampling sampling,
		@DefaultValue Detection detection, @DefaultValue Lifecycle lifecycle,
		@DefaultValue VirtualThreads virtualThreads, @DefaultValue Snapshot snapshot, @DefaultValue Security security,
		@DefaultValue Health health, @DefaultValue Redaction redaction, @DefaultValue Metrics metrics) {

	/**
	 * The engine's part of the properties.
	 * @param known threads that are never judged, beside those of the properties
	 * @param packages the application's packages, if the properties name none
	 * @return its settings
	 * @throws InvalidSettingException if a value is outside its limits
	 */
	public ThreadLeakSettings toSettings(List<IgnoreRule> known, List<String> packages) {
		return new ThreadLeakSettings(this.sampling.toSettings(), this.detection.toSettings(known),
				this.lifecycle.toSettings(packages), new VirtualThreadSettings(this.virtualThreads.maxDump()),
				new SnapshotSettings(this.snapshot.history()));
	}

	/**
	 * The redactor that the properties ask for: their rules come first, then those of the
	 * application's beans, then the built-in ones.
	 * @param rules the beans, in their order
	 * @param environment tells which profiles are active
	 * @return the redactor
	 * @throws InvalidSettingException if a rule is wrong, or redaction is off while a
	 * protected profile is active
	 */
	public Redactor toRedactor(List<RedactionRule> rules, Environment environment) {
		if (this.redaction.enabled()) {
			return Redactor
				.standard(Stream.concat(this.redaction.rules().stream().map(Redaction.Rule::toRule), rules.stream())
					.toList());
		}
		protectedProfile(environment).ifPresent((profile) -> {
			throw new InvalidSettingException("threadleaks.redaction.enabled", "be true while the profile '" + profile
					+ "' is active, which threadleaks.security.protected-profiles protects", false);
		});
		return Redactor.disabled();
	}

	/**
	 * The most that a snapshot may tell: what was set, else everything, but groups in a
	 * protected profile.
	 * @param environment tells which profiles are active
	 * @return the maximum
	 */
	public SnapshotDetail maxDetail(Environment environment) {
		if (this.snapshot.maxDetail() != null) {
			return this.snapshot.maxDetail();
		}
		return protectedProfile(environment).isPresent() ? SnapshotDetail.GROUPED : SnapshotDetail.FULL;
	}

	private Optional<String> protectedProfile(Environment environment) {
		return new ProtectedProfiles(this.security.protectedProfiles()).active(environment);
	}

	/**
	 * How often and how deep the JVM is read.
	 *
	 * @param interval Time between two samples, from 1s to 10m. It is stretched when
	 * sampling would cost more than max-cpu-share.
	 * @param maxCpuShare Share of one core that sampling may use in the long run, above 0
	 * and at most 1.
	 * @param maxDepth Frames kept of a stack, from 8 to 1024.
	 * @param maxThreads Above this many live threads only counts are read, from 100 to
	 * 1000000.
	 */
	public record Sampling(@DefaultValue("5s") Duration interval, @DefaultValue("0.001") double maxCpuShare,
			@DefaultValue("48") int maxDepth, @DefaultValue("50000") int maxThreads) {

		SamplingSettings toSettings() {
			return new SamplingSettings(this.interval, this.maxCpuShare, this.maxDepth, this.maxThreads);
		}

	}

	/**
	 * Who starts threads.
	 *
	 * @param enabled Whether Flight Recorder records which code and which HTTP request
	 * starts each thread.
	 * @param applicationPackages Packages whose code is the application's, such as
	 * 'com.acme', their subpackages included; by default that of the main class. At most
	 * 100.
	 */
	public record Lifecycle(@DefaultValue("true") boolean enabled, @DefaultValue List<String> applicationPackages) {

		LifecycleSettings toSettings(List<String> packages) {
			return new LifecycleSettings(this.enabled,
					this.applicationPackages.isEmpty() ? packages : this.applicationPackages);
		}

	}

	/**
	 * Virtual threads.
	 *
	 * @param maxDump Above this many live virtual threads none is looked at, from 0
	 * (never) to 1000000.
	 */
	public record VirtualThreads(@DefaultValue("20000") int maxDump) {
	}

	/**
	 * When growth is called a leak.
	 *
	 * @param window Longest time over which growth is looked for, from 1m to 7d.
	 * @param minThreads Threads that a group must have gained to be spoken of, from 2 to
	 * 10000.
	 * @param stuckAfter Time for which a task may hold a pool's worker without using CPU,
	 * before it is called stuck; from 10s to 24h.
	 * @param warmUp Time after the first sample in which growth alone is not reported,
	 * from 0s to 1h.
	 * @param ignore Threads that are never judged, each entry with its reason.
	 * @param accepted Ids of leaks that are known: they stay listed and do not alarm. At
	 * most 1000, eight hex digits each.
	 */
	public record Detection(@DefaultValue("6h") Duration window, @DefaultValue("5") int minThreads,
			@DefaultValue("10m") Duration stuckAfter, @DefaultValue("2m") Duration warmUp,
			@DefaultValue List<Ignore> ignore, @DefaultValue Set<String> accepted) {

		DetectionSettings toSettings(List<IgnoreRule> known) {
			return new DetectionSettings(this.window, this.minThreads, this.stuckAfter, this.warmUp,
					Stream.concat(this.ignore.stream().map(Ignore::toRule), known.stream()).toList(), this.accepted);
		}

		/**
		 * Threads that their owner knows.
		 *
		 * @param name RE2 pattern found in the masked thread name, such as 'batch-#'.
		 * Without it every name matches.
		 * @param frame RE2 pattern found in a frame of the stack, such as
		 * 'com.acme.Poller.run'. Without it every stack matches.
		 * @param reason Why these threads are harmless, for whoever reads the
		 * configuration next.
		 */
		public record Ignore(@DefaultValue("") String name, @DefaultValue("") String frame,
				@DefaultValue("") String reason) {

			IgnoreRule toRule() {
				return IgnoreRule.of(this.name, this.frame, this.reason);
			}

		}

	}

	/**
	 * Snapshots of all threads.
	 *
	 * @param maxDetail Most that a snapshot may tell: summary, grouped or full. Without
	 * it full, or grouped while a protected profile is active.
	 * @param history How many compact snapshots of the last day are kept, for differences
	 * and for the page, from 0 (none) to 1000. Takes 4 bytes a thread for each.
	 */
	public record Snapshot(@Nullable SnapshotDetail maxDetail, @DefaultValue("48") int history) {

	}

	/**
	 * What makes an environment a protected one.
	 *
	 * @param protectedProfiles Profiles under which nothing leaves that names single
	 * threads and redaction can't be turned off. Upper and lower case are the same, a
	 * trailing '*' matches every ending, '*' alone protects always.
	 * @param blockThreadDump Whether Boot's own endpoints threaddump and heapdump, which
	 * mask nothing, are off while a protected profile is active. What is set about one of
	 * them stays as it is.
	 * @param allowedAddresses IP addresses, such as '10.0.0.0/8' or '::1', from which our
	 * endpoints may be asked over HTTP; by default any. Meant is the direct peer, or the
	 * address that it forwards for where server.forward-headers-strategy trusts it.
	 * @param requiredRole Role that a caller of detail=full must have; by default none.
	 * @param rateLimit Snapshots that are taken in a minute, of all callers together,
	 * from 1 to 100000; a sixth of them may be asked for at once.
	 */
	public record Security(@DefaultValue( {
			"prod", "production", "prd", "live" }) List<String> protectedProfiles,
			@DefaultValue("true") boolean blockThreadDump, @DefaultValue List<String> allowedAddresses,
			@DefaultValue("") String requiredRole, @DefaultValue("60") int rateLimit){

		private static final int MAX_RATE = 100_000;

		public Security {
			ProtectedProfiles.requireValid(protectedProfiles);
			if (rateLimit < 1 || rateLimit > MAX_RATE) {
				throw new InvalidSettingException("threadleaks.security.rate-limit", "be between 1 and " + MAX_RATE,
						rateLimit);
			}
		}

	}

	/**
	 * The health contributor.
	 *
	 * @param downOn Verdict from which an open leak turns health to DOWN: watching,
	 * suspected, confirmed or proven. Without it leaks are details of an UP.
	 */
	public record Health(@Nullable Verdict downOn) {

		public Health {
			if (downOn == Verdict.RESOLVED) {
				throw new InvalidSettingException("threadleaks.health.down-on",
						"be watching, suspected, confirmed or proven", "resolved");
			}
		}

	}

	/**
	 * What is masked in every text that leaves.
	 *
	 * @param enabled Whether secrets, paths, addresses and personal data are masked.
	 * Can't be turned off while a protected profile is active.
	 * @param rules More to mask, applied before the built-in rules.
	 */
	public record Redaction(@DefaultValue("true") boolean enabled, @DefaultValue List<Rule> rules) {

		/**
		 * What to mask and what to say instead.
		 *
		 * @param name What kind of text it masks, such as 'customer-number'.
		 * @param pattern RE2 pattern of what is masked.
		 * @param replacement What stands there instead. '$1' repeats the pattern's first
		 * group.
		 */
		public record Rule(@DefaultValue("") String name, @DefaultValue("") String pattern,
				@DefaultValue("[masked]") String replacement) {

			RedactionRule toRule() {
				return RedactionRule.of(this.name, this.pattern, this.replacement);
			}

		}

	}

	/**
	 * The meters.
	 *
	 * @param maxLeakSeries Open leaks, largest first, that have series of their own, from
	 * 0 to 1000.
	 * @param replaceJvmThreadStates Whether Micrometer's jvm.threads.states is served
	 * from the last sample, instead of reading all threads six times on every scrape.
	 */
	public record Metrics(@DefaultValue("20") int maxLeakSeries,
			@DefaultValue("false") boolean replaceJvmThreadStates) {

		public Metrics {
			if (maxLeakSeries < 0 || maxLeakSeries > 1000) {
				throw new InvalidSettingException("threadleaks.metrics.max-leak-series", "be between 0 and 1000",
						maxLeakSeries);
			}
		}

	}

}
