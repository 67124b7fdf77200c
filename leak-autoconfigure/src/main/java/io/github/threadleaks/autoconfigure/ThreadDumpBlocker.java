// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.threadleaks.autoconfigure.ThreadLeaksProperties.Security;
import io.github.threadleaks.autoconfigure.log.RedactedLog;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;

/**
 * Turns Boot's own {@code threaddump} and {@code heapdump} off while a protected profile
 * is active, for they tell everything as it is. Whatever the user has set about one of
 * them stays as it is.
 */
final class ThreadDumpBlocker implements ApplicationContextInitializer<ConfigurableApplicationContext> {

	private static final RedactedLog logger = RedactedLog.of(ThreadDumpBlocker.class);

	private static final String SOURCE = "threadleaksBlockedDumps";

	private static final List<String> DUMPS = List.of("threaddump", "heapdump");

	@Override
	public void initialize(ConfigurableApplicationContext context) {
		ConfigurableEnvironment environment = context.getEnvironment();
		if (environment.getPropertySources().contains(SOURCE)
				|| !environment.getProperty("threadleaks.enabled", Boolean.class, true)) {
			return;
		}
		Security security = Binder.get(environment).bindOrCreate("threadleaks.security", Security.class);
		Optional<String> profile = new ProtectedProfiles(security.protectedProfiles()).active(environment);
		List<String> blocked = DUMPS.stream().filter((dump) -> !isSet(environment, dump)).toList();
		if (!security.blockThreadDump() || profile.isEmpty() || blocked.isEmpty()) {
			return;
		}
		Map<String, Object> off = blocked.stream().collect(Collectors.toMap(property("access"), (dump) -> "none"));
		environment.getPropertySources().addLast(new MapPropertySource(SOURCE, off));
		logger.info(
				"%s %s off, as the profile '%s' is protected and nothing is masked there; threadsnapshot is the one"
						+ " to use. %s=read-only turns %s on.",
				((blocked.size() == 1) ? "The endpoint " : "The endpoints ") + String.join(" and ", blocked),
				(blocked.size() == 1) ? "is" : "are", profile.get(), property("access").apply(blocked.get(0)),
				blocked.get(0));
	}

	/** By either of the properties that an older Boot lets nobody set together. */
	private static boolean isSet(Environment environment, String dump) {
		return environment.containsProperty(property("access").apply(dump))
				|| environment.containsProperty(property("enabled").apply(dump));
	}

	private static Function<String, String> property(String name) {
		return (dump) -> "management.endpoint." + dump + "." + name;
	}

}
