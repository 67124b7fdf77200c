// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

import io.github.threadleaks.settings.InvalidSettingException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * Says which property is wrong, where it was set, and what is allowed. It comes before
 * Boot's analyzers, which know only that the binding failed.
 */
@Order(0)
final class InvalidSettingFailureAnalyzer extends AbstractFailureAnalyzer<InvalidSettingException> {

	private final Environment environment;

	InvalidSettingFailureAnalyzer(Environment environment) {
		this.environment = environment;
	}

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, InvalidSettingException cause) {
		String action = "Change or remove " + cause.name() + ": it must " + cause.limit() + ".";
		return new FailureAnalysis(cause.getMessage() + "." + whereSet(cause.name()), action, cause);
	}

	private String whereSet(String name) {
		return property(name)
			.map((property) -> String.join(System.lineSeparator(), "", "", "    Property: " + property.getName(),
					"    Value: \"" + property.getValue() + "\"", "    Origin: " + origin(property)))
			.orElse("");
	}

	private static Object origin(ConfigurationProperty property) {
		@Nullable Object origin = property.getOrigin();
		return (origin != null) ? origin : "unknown";
	}

	private Optional<ConfigurationProperty> property(String name) {
		if (!ConfigurationPropertyName.isValid(name)) {
			return Optional.empty();
		}
		ConfigurationPropertyName key = ConfigurationPropertyName.of(name);
		return StreamSupport.stream(ConfigurationPropertySources.get(this.environment).spliterator(), false)
			.map((source) -> source.getConfigurationProperty(key))
			.filter(Objects::nonNull)
			.findFirst();
	}

}
