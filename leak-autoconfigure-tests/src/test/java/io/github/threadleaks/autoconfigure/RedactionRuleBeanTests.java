// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import io.github.threadleaks.redact.RedactionRule;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An application masks texts of its own by beans.
 */
class RedactionRuleBeanTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(ThreadLeaksAutoConfiguration.class));

	@Test
	void aBeanMasksBeforeTheBuiltInRules() {
		this.runner.withUserConfiguration(CustomerNumbers.class)
			.run((context) -> assertThat(context.getBean(Redactor.class).redact("C-4711@example.com, password=x"))
				.hasToString("[customer]@example.com, password=[secret]"));
		this.runner.run((context) -> assertThat(context.getBean(Redactor.class).redact("C-4711@example.com"))
			.hasToString("[email]"));
	}

	@Test
	void beansApplyInTheirOrderAndAfterTheProperties() {
		this.runner.withUserConfiguration(Ordered.class)
			.run((context) -> assertThat(context.getBean(Redactor.class).redact("a")).hasToString("d"));
		this.runner.withUserConfiguration(Ordered.class)
			.withPropertyValues("threadleaks.redaction.rules[0].name=first", "threadleaks.redaction.rules[0].pattern=x",
					"threadleaks.redaction.rules[0].replacement=a")
			.run((context) -> assertThat(context.getBean(Redactor.class).redact("x")).hasToString("d"));
	}

	@Test
	void aPatternThatIsNotRe2FailsTheStart() {
		this.runner.withBean("look", RedactionRule.class, () -> RedactionRule.of("look", "(?<=x)y", "z"))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidSettingException.class)
				.hasMessageContaining("rule 'look' must be an RE2 pattern (no look-around, no back-references"));
	}

	@Test
	void withoutRedactionBeansMaskNothing() {
		this.runner.withUserConfiguration(CustomerNumbers.class)
			.withPropertyValues("threadleaks.redaction.enabled=false")
			.run((context) -> assertThat(context.getBean(Redactor.class).redact("C-4711")).hasToString("C-4711"));
	}

	/** As the reference shows it. */
	@Configuration(proxyBeanMethods = false)
	static class CustomerNumbers {

		@Bean
		RedactionRule customerNumbers() {
			return RedactionRule.of("customer-number", "\\bC-[0-9]{4,}", "[customer]");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Ordered {

		@Bean
		@Order(3)
		RedactionRule third() {
			return RedactionRule.of("third", "c", "d");
		}

		@Bean
		@Order(1)
		RedactionRule first() {
			return RedactionRule.of("first", "a", "b");
		}

		@Bean
		@Order(2)
		RedactionRule second() {
			return RedactionRule.of("second", "b", "c");
		}

	}

}
