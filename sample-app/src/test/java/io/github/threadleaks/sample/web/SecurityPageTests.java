// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import io.github.threadleaks.sample.ServiceClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The Java and the properties of the security page, as they stand there, in an
 * application of the line that is tested.
 */
class SecurityPageTests {

	private static final String IMPORTS = """
			import org.springframework.context.annotation.Bean;
			import org.springframework.context.annotation.Configuration;
			import org.springframework.core.annotation.Order;
			import org.springframework.http.HttpMethod;
			import org.springframework.security.config.Customizer;
			import org.springframework.security.config.annotation.web.builders.HttpSecurity;
			import org.springframework.security.web.SecurityFilterChain;
			""";

	private static final String PAGE = text();

	@TempDir
	private static Path directory;

	private static List<AutoCloseable> open = new ArrayList<>();

	private static ServiceClient service = new ServiceClient(0);

	private static ServiceClient management = new ServiceClient(0);

	private static String text() {
		try {
			return Files.readString(Path.of("..", "docs", "security.md"));
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** The snippets of a section in one language. */
	private static List<String> snippets(String heading, String language) {
		int begin = PAGE.indexOf("\n## " + heading + "\n");
		assertThat(begin).as(heading).isPositive();
		int end = PAGE.indexOf("\n## ", begin + 1);
		return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
			.matcher(PAGE.substring(begin, end))
			.results()
			.map((snippet) -> snippet.group(1))
			.toList();
	}

	@BeforeAll
	static void start() throws Exception {
		URLClassLoader loader = new URLClassLoader(new URL[] { compiled().toUri().toURL() },
				SecurityPageTests.class.getClassLoader());
		open.add(loader);
		SpringApplication application = new SpringApplication(Application.class, loader.loadClass("ActuatorSecurity"));
		// one port for all builds on a machine would be one too few
		Stream<String> properties = snippets("Kubernetes", "properties").get(0)
			.lines()
			.map((property) -> property.replace("server.port=9001", "server.port=0"));
		String[] arguments = Stream
			.concat(properties, Stream.of("server.port=0", "management.prometheus.metrics.export.enabled=true"))
			.map((property) -> "--" + property)
			.toArray(String[]::new);
		ConfigurableApplicationContext context = application.run(arguments);
		open.add(0, context);
		service = new ServiceClient(port(context.getEnvironment(), "local.server.port"));
		management = new ServiceClient(port(context.getEnvironment(), "local.management.port"));
	}

	private static int port(Environment environment, String property) {
		return environment.getRequiredProperty(property, Integer.class);
	}

	/** Compiles the page's Java with the one import that this line has. */
	private static Path compiled() throws IOException {
		List<String> imports = Pattern.compile("\\| [34][.0-9]+ \\| `([\\w.]+)` \\|")
			.matcher(PAGE)
			.results()
			.map((MatchResult row) -> row.group(1))
			.toList();
		assertThat(imports).hasSize(2);
		List<String> present = imports.stream().filter((name) -> ClassUtils.isPresent(name, null)).toList();
		assertThat(present).hasSize(1);
		Path source = directory.resolve("ActuatorSecurity.java");
		Files.writeString(source,
				IMPORTS + "import " + present.get(0) + ";\n" + snippets("Behind Spring Security", "java").get(0));
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		StringWriter complaints = new StringWriter();
		try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
			boolean done = compiler
				.getTask(complaints, files, null, List.of("-d", directory.toString(), "-proc:none", "-classpath",
						System.getProperty("java.class.path")), null, files.getJavaFileObjects(source))
				.call();
			assertThat(done).as(complaints.toString()).isTrue();
		}
		return directory;
	}

	@AfterAll
	static void stop() throws Exception {
		for (AutoCloseable closeable : open) {
			closeable.close();
		}
	}

	@ParameterizedTest
	@CsvSource({ "health,200,200,200", "threadleaks,401,200,200", "prometheus,401,200,200",
			"threadsnapshot,401,403,200", "threadsnapshot/pprof,401,403,200",
			"threadsnapshot?detail=full,401,403,200" })
	void theSecurityTellsReadersFromOperators(String path, int anybody, int reader, int operator) {
		assertThat(management.get("/actuator/" + path).status()).isEqualTo(anybody);
		assertThat(management.login("rosa", "pw").get("/actuator/" + path).status()).isEqualTo(reader);
		assertThat(management.login("otto", "pw").get("/actuator/" + path).status()).isEqualTo(operator);
	}

	@Test
	void readersMayNotAcceptALeak() {
		assertThat(management.login("rosa", "pw").post("/actuator/threadleaks/e23b60f7", "{}").status()).isEqualTo(403);
	}

	@ParameterizedTest
	@CsvSource({ "livez", "readyz" })
	void probesAreOnTheServicesPort(String probe) {
		assertThat(service.get("/" + probe).status()).isEqualTo(200);
		assertThat(snippets("Kubernetes", "yaml").get(0)).contains("{ path: /" + probe + ", port: 8080 }");
		assertThat(service.get("/actuator/health").status()).isEqualTo(404);
	}

	/** The profile runs with them, as {@link MtlsProfileTests} shows. */
	@Test
	void thePropertiesForClientCertificatesAreThoseOfTheProfile() {
		YamlPropertiesFactoryBean profile = new YamlPropertiesFactoryBean();
		profile.setResources(new ClassPathResource("application-mtls.yaml"),
				new ClassPathResource("application-prod.yaml"));
		Properties ours = profile.getObject();
		assertThat(snippets("Client certificates", "properties").get(0).lines().toList()).hasSize(7)
			.allSatisfy((line) -> {
				String[] property = line.split("=", 2);
				assertThat(ours).containsKey(property[0]);
				if (property[0].startsWith("management")) {
					assertThat(ours.get(property[0])).hasToString(property[1]);
				}
			});
	}

	@Test
	void theYamlIsWellFormedAndNamesThePorts() {
		List<String> yaml = snippets("Kubernetes", "yaml");
		assertThat(yaml).hasSize(2)
			.allSatisfy((text) -> assertThat(new Yaml().<Object>load(text)).isInstanceOf(Map.class));
		assertThat(yaml.get(1)).contains("ports: [ { port: 8080 } ]", "ports: [ { port: 9001 } ]");
		assertThat(snippets("Kubernetes", "properties").get(0)).contains("management.server.port=9001");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(
					User.withUsername("rosa").password("{noop}pw").roles("READER").build(),
					User.withUsername("otto").password("{noop}pw").roles("OPS").build());
		}

	}

}
