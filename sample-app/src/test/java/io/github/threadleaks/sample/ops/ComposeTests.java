// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What can be said of the compose file without a registry: it is YAML of that form, what
 * it mounts is there, and its parts know each other by name and port.
 */
class ComposeTests {

	private static final Path COMPOSE = Path.of("compose.yaml");

	private final Map<String, Object> services = JsonPath.read(yaml("compose.yaml"), "$.services");

	@Test
	void imagesArePinned() {
		List<String> images = JsonPath.read(this.services, "$..image");
		assertThat(images).hasSameSizeAs(this.services.keySet())
			.allSatisfy((image) -> assertThat(image).matches("[a-z/-]+:v?[0-9]+[a-z0-9.-]*"));
	}

	@Test
	void whatIsMountedIsThere() {
		List<String> mounts = JsonPath.read(this.services, "$..volumes[*]");
		assertThat(mounts).hasSize(7).allSatisfy((mount) -> {
			assertThat(mount).matches("[^:]+:/[^:]+:ro");
			Path file = OpsFiles.path(COMPOSE).resolveSibling(mount.split(":", 2)[0]).normalize();
			// the jar is there when it is packaged
			assertThat(mount.contains(".jar:") ? file.resolve("../../pom.xml").normalize() : file).exists();
		});
	}

	@Test
	void theJarIsTheOneThatIsBuilt() throws Exception {
		String pom = Files.readString(Path.of("pom.xml"));
		String built = "%s-%s.jar".formatted(between(pom.substring(pom.indexOf("</parent>")), "artifactId"),
				between(pom, "version"));
		List<String> mounts = JsonPath.read(this.services, "$.app.volumes[*]");
		assertThat(mounts).containsExactly("../sample-app/target/" + built + ":/app.jar:ro");
	}

	@Test
	void onlyThisMachineIsServed() {
		List<String> ports = JsonPath.read(this.services, "$..ports[*]");
		assertThat(ports).hasSize(4).allSatisfy((port) -> assertThat(port).startsWith("127.0.0.1:"));
	}

	@Test
	void partsKnowEachOther() {
		Object prometheus = yaml("prometheus/prometheus.yml");
		List<String> targets = JsonPath.read(prometheus, "$..targets[*]");
		String source = JsonPath.read(yaml("grafana/provisioning/datasources/prometheus.yaml"), "$.datasources[0].url");
		assertThat(targets).containsExactlyInAnyOrder("alertmanager:9093", "app:8080");
		assertThat(source).isEqualTo("http://prometheus:9090");
		for (String address : List.of(targets.get(0), targets.get(1), source.substring("http://".length()))) {
			String[] parts = address.split(":", 2);
			List<String> ports = JsonPath.read(this.services, "$." + parts[0] + ".ports[*]");
			assertThat(ports).singleElement().satisfies((port) -> assertThat(port).endsWith(":" + parts[1]));
		}
		List<String> waits = JsonPath.read(this.services, "$..depends_on[*]");
		assertThat(this.services.keySet()).containsAll(waits);
	}

	@Test
	void grafanaFindsTheDashboardWhereItIsMounted() {
		String folder = JsonPath.read(yaml("grafana/provisioning/dashboards/threadleaks.yaml"),
				"$.providers[0].options.path");
		List<String> mounts = JsonPath.read(this.services, "$.grafana.volumes[*]");
		assertThat(mounts).contains("./grafana/threadleaks.json:" + folder + "/threadleaks.json:ro");
		String home = JsonPath.read(this.services, "$.grafana.environment.GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH");
		assertThat(home).isEqualTo(folder + "/threadleaks.json");
	}

	@Test
	void prometheusFindsTheRulesWhereTheyAreMounted() {
		List<String> rules = JsonPath.read(yaml("prometheus/prometheus.yml"), "$.rule_files[*]");
		List<String> mounts = JsonPath.read(this.services, "$.prometheus.volumes[*]");
		assertThat(rules).singleElement()
			.satisfies(
					(file) -> assertThat(mounts).contains("./prometheus/" + file + ":/etc/prometheus/" + file + ":ro"));
	}

	private static Object yaml(String file) {
		return new Yaml().load(OpsFiles.read(Path.of(file)));
	}

	private static String between(String xml, String element) {
		String open = "<" + element + ">";
		int start = xml.indexOf(open) + open.length();
		return xml.substring(start, xml.indexOf("</" + element + ">", start));
	}

}
