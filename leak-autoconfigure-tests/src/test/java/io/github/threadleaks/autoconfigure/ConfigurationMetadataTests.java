// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an editor shows for {@code threadleaks.*}.
 */
class ConfigurationMetadataTests {

	private static final Set<String> WITHOUT_DEFAULT = Set.of("threadleaks.detection.accepted",
			"threadleaks.detection.ignore", "threadleaks.lifecycle.application-packages", "threadleaks.health.down-on",
			"threadleaks.redaction.rules", "threadleaks.security.allowed-addresses", "threadleaks.snapshot.max-detail");

	private final List<Map<String, Object>> properties = read();

	static List<Map<String, Object>> read() {
		String home = ThreadLeaksProperties.class.getProtectionDomain().getCodeSource().getLocation().toString();
		String file = home.endsWith(".jar") ? "jar:" + home + "!/" : home;
		try (InputStream in = URI.create(file + "META-INF/spring-configuration-metadata.json").toURL().openStream()) {
			return JsonPath.parse(in).read("$.properties[?(@.name =~ /threadleaks\\..*/)]");
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void everyPropertyIsDescribedInASentence() {
		assertThat(this.properties).hasSize(26)
			.allSatisfy((property) -> assertThat(property.get("description")).asString().endsWith("."));
	}

	@Test
	void everyDefaultIsShown() {
		assertThat(this.properties).filteredOn((property) -> property.get("defaultValue") == null)
			.extracting((property) -> property.get("name"))
			.containsExactlyInAnyOrderElementsOf(WITHOUT_DEFAULT);
	}

}
