// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.settings.IgnoreRule;
import io.github.threadleaks.settings.InvalidSettingException;
import io.github.threadleaks.settings.ThreadLeakSettings;
import io.github.threadleaks.snapshot.SnapshotDetail;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ContextConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Properties, one fact each.
 */
class ThreadLeaksPropertiesTests {

	private static final String SECRET = "password=hunter2";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThreadLeaksAutoConfiguration.class));

	private static ContextConsumer<AssertableApplicationContext> properties(Consumer<ThreadLeaksProperties> check) {
		return (context) -> check.accept(context.getBean(ThreadLeaksProperties.class));
	}

	private static ContextConsumer<AssertableApplicationContext> maxDetail(SnapshotDetail expected) {
		return (context) -> assertThat(context.getBean(ThreadLeaksProperties.class).maxDetail(context.getEnvironment()))
			.isEqualTo(expected);
	}

	@Test
	void theDefaultsAreTheEnginesDefaults() {
		this.runner.run(properties((properties) -> assertThat(properties.toSettings(List.of(), List.of()))
			.isEqualTo(ThreadLeakSettings.DEFAULTS)));
	}

	@Test
	void samplingReachesTheEngine() {
		this.runner
			.withPropertyValues("threadleaks.sampling.interval=7s", "threadleaks.sampling.max-cpu-share=0.25",
					"threadleaks.sampling.max-depth=99", "threadleaks.sampling.max-threads=12345")
			.run(properties((properties) -> {
				assertThat(properties.toSettings(List.of(), List.of()).sampling().interval())
					.isEqualTo(Duration.ofSeconds(7));
				assertThat(properties.toSettings(List.of(), List.of()).sampling().maxCpuShare()).isEqualTo(0.25);
				assertThat(properties.toSettings(List.of(), List.of()).sampling().maxDepth()).isEqualTo(99);
				assertThat(properties.toSettings(List.of(), List.of()).sampling().maxThreads()).isEqualTo(12345);
			}));
	}

	@Test
	void detectionReachesTheEngine() {
		this.runner
			.withPropertyValues("threadleaks.detection.window=3h", "threadleaks.detection.min-threads=9",
					"threadleaks.detection.stuck-after=44s", "threadleaks.detection.warm-up=33s",
					"threadleaks.detection.ignore[0].name=batch-#", "threadleaks.detection.ignore[0].frame=com.acme",
					"threadleaks.detection.ignore[0].reason=known to us",
					"threadleaks.detection.accepted=3f9a1c07,00000001")
			.run(properties((properties) -> {
				assertThat(properties.toSettings(List.of(), List.of()).detection().window())
					.isEqualTo(Duration.ofHours(3));
				assertThat(properties.toSettings(List.of(), List.of()).detection().minThreads()).isEqualTo(9);
				assertThat(properties.toSettings(List.of(), List.of()).detection().warmUp())
					.isEqualTo(Duration.ofSeconds(33));
				assertThat(properties.toSettings(List.of(), List.of()).detection().stuckAfter())
					.isEqualTo(Duration.ofSeconds(44));
				assertThat(properties.toSettings(List.of(), List.of()).detection().accepted())
					.containsExactlyInAnyOrder("3f9a1c07", "00000001");
				assertThat(properties.toSettings(List.of(), List.of()).detection().ignore()).singleElement()
					.satisfies((rule) -> {
						assertThat(rule.name().pattern()).isEqualTo("batch-#");
						assertThat(rule.frame().pattern()).isEqualTo("com.acme");
						assertThat(rule.reason()).isEqualTo("known to us");
					});
			}));
	}

	@Test
	void whatBeansKnowComesAfterWhatPropertiesKnow() {
		IgnoreRule known = IgnoreRule.of("^tenant-#$", "", "One a tenant.");
		this.runner
			.withPropertyValues("threadleaks.detection.ignore[0].name=batch-#",
					"threadleaks.detection.ignore[0].reason=known to us")
			.run(properties(
					(properties) -> assertThat(properties.toSettings(List.of(known), List.of()).detection().ignore())
						.hasSize(2)
						.last()
						.isEqualTo(known)));
	}

	@Test
	void noVerdictTurnsHealthDownByDefault() {
		this.runner.run(properties((properties) -> assertThat(properties.health().downOn()).isNull()));
	}

	@Test
	void aVerdictIsReadInLowerCase() {
		this.runner.withPropertyValues("threadleaks.health.down-on=confirmed")
			.run(properties((properties) -> assertThat(properties.health().downOn()).isEqualTo(Verdict.CONFIRMED)));
	}

	@Test
	void aSnapshotMayTellEverythingOutsideProtectedProfiles() {
		this.runner.withPropertyValues("spring.profiles.active=dev").run(maxDetail(SnapshotDetail.FULL));
	}

	@ParameterizedTest
	@ValueSource(strings = { "prod", "production", "prd", "live", "PROD", "eu,prod" })
	void aSnapshotTellsGroupsInProtectedProfiles(String profiles) {
		this.runner.withPropertyValues("spring.profiles.active=" + profiles).run(maxDetail(SnapshotDetail.GROUPED));
	}

	@Test
	void aProfileThatOnlyBeginsLikeAProtectedOneIsNot() {
		this.runner.withPropertyValues("spring.profiles.active=prod-eu").run(maxDetail(SnapshotDetail.FULL));
	}

	@Test
	void whatWasSetCountsMoreThanTheProfile() {
		this.runner.withPropertyValues("spring.profiles.active=prod", "threadleaks.snapshot.max-detail=full")
			.run(maxDetail(SnapshotDetail.FULL));
	}

	@ParameterizedTest
	@CsvSource({ "prod*, prod-eu, GROUPED", "prod*, prod, GROUPED", "prod*, preprod, FULL", "*, dev, GROUPED",
			"'acme,other', acme, GROUPED", "'acme,other', prod, FULL", "'', prod, FULL" })
	void patternsOfProtectedProfiles(String patterns, String profile, SnapshotDetail expected) {
		this.runner
			.withPropertyValues("threadleaks.security.protected-profiles=" + patterns,
					"spring.profiles.active=" + profile)
			.run(maxDetail(expected));
	}

	@Test
	void aStarAloneProtectsWithoutAnyProfile() {
		this.runner.withPropertyValues("threadleaks.security.protected-profiles=*")
			.run(maxDetail(SnapshotDetail.GROUPED));
	}

	@Test
	void aDefaultProfileProtectsWhileNoneIsActive() {
		this.runner.withPropertyValues("spring.profiles.default=prod").run(maxDetail(SnapshotDetail.GROUPED));
	}

	@Test
	void redactionIsOnByDefault() {
		this.runner.run((context) -> assertThat(context.getBean(Redactor.class).redact(SECRET).toString())
			.doesNotContain("hunter2"));
	}

	@Test
	void redactionCanBeTurnedOffOutsideProtectedProfiles() {
		this.runner.withPropertyValues("threadleaks.redaction.enabled=false")
			.run((context) -> assertThat(context.getBean(Redactor.class).redact(SECRET)).hasToString(SECRET));
	}

	@Test
	void rulesOfTheApplicationMaskToo() {
		this.runner
			.withPropertyValues("threadleaks.redaction.rules[0].name=customer",
					"threadleaks.redaction.rules[0].pattern=(cust-)[0-9]+",
					"threadleaks.redaction.rules[0].replacement=$1***")
			.run((context) -> assertThat(context.getBean(Redactor.class).redact("export cust-4711"))
				.hasToString("export cust-***"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			threadleaks.sampling.interval=100ms               | threadleaks.sampling.interval must be at least 1s
			threadleaks.sampling.max-cpu-share=2              | threadleaks.sampling.max-cpu-share must be above 0
			threadleaks.sampling.max-depth=1                  | threadleaks.sampling.max-depth must be between 8
			threadleaks.sampling.max-threads=1                | threadleaks.sampling.max-threads must be between 100
			threadleaks.detection.window=5s                   | threadleaks.detection.window must be between 1m
			threadleaks.detection.min-threads=1               | threadleaks.detection.min-threads must be between 2
			threadleaks.detection.stuck-after=9s              | threadleaks.detection.stuck-after must be between 10s
			threadleaks.detection.warm-up=2h                  | threadleaks.detection.warm-up must be between 0s
			threadleaks.detection.ignore[0].name=x            | threadleaks.detection.ignore must have a reason
			threadleaks.detection.accepted=nonsense           | threadleaks.detection.accepted must hold ids of leaks
			threadleaks.metrics.max-leak-series=-1            | threadleaks.metrics.max-leak-series must be between 0
			threadleaks.security.protected-profiles=p*d       | threadleaks.security.protected-profiles must hold
			threadleaks.redaction.rules[0].pattern=x          | threadleaks.redaction.rules[].name must not be blank
			spring.profiles.active=prod,threadleaks.redaction.enabled=false | threadleaks.redaction.enabled must be true
			""")
	void aWrongValueFailsByNameAndLimit(String wrong, String words) {
		this.runner.withPropertyValues(wrong.split(","))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageStartingWith(words));
	}

}
