// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.List;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * What the starter adds to the start of a Spring Boot application with Actuator, on the
 * main thread: its CPU time with the starter on, less that with it off, alternating.
 */
final class StartupProbe {

	private static final int RUNS = 21;

	private StartupProbe() {
	}

	/** CPU milliseconds of the main thread. */
	static Paired millis() throws IOException, InterruptedException {
		Paired paired = new Paired();
		for (int i = 0; i < RUNS; i++) {
			paired.add(run("true"), run("false"));
		}
		return paired;
	}

	private static double run(String enabled) throws IOException, InterruptedException {
		return Double.parseDouble(ChildJvm.run(StartupProbe.class, List.of(), enabled));
	}

	static ConfigurableApplicationContext start(boolean enabled) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setLogStartupInfo(false);
		application.setBannerMode(Banner.Mode.OFF);
		return application.run("--threadleaks.enabled=" + enabled);
	}

	/** In the child: prints the milliseconds. */
	public static void main(String[] args) {
		start(Boolean.parseBoolean(args[0]));
		System.out.println(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e6);
		System.exit(0);
	}

	/**
	 * An application with nothing but Actuator and what it brings.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
