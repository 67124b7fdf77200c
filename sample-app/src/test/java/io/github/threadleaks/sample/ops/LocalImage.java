// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.util.Locale;
import java.util.stream.Stream;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * The images that {@code .ci/ops-images} builds of Debian's programs.
 */
public enum LocalImage {

	/** Scrapes, and evaluates rules. */
	PROMETHEUS(9090, "/etc/prometheus.yml", "--storage.tsdb.path=/data"),

	/** Hands alerts on. */
	ALERTMANAGER(9093, "/etc/alertmanager.yml", "--storage.path=/data --cluster.listen-address=");

	/** How a container calls the machine on which the test runs. */
	public static final String HOST = "host.testcontainers.internal";

	private final int port;

	private final String configuration;

	private final String options;

	LocalImage(int port, String configuration, String options) {
		this.port = port;
		this.configuration = configuration;
		this.options = options;
	}

	private String image() {
		return "threadleaks-test/" + name().toLowerCase(Locale.ROOT) + ":local";
	}

	/**
	 * Skips the test where one of them cannot run; with {@code CI=true} that is a
	 * failure.
	 */
	public static void require(LocalImage... images) {
		String missing = missing(images);
		if ("true".equals(System.getenv("CI"))) {
			assertThat(missing).as("must run, not skip, in CI").isEmpty();
		}
		assumeThat(missing).isEmpty();
	}

	private static String missing(LocalImage... images) {
		if (!DockerClientFactory.instance().isDockerAvailable()) {
			return "There is no Docker engine: .ci/docker-engine starts one on Debian";
		}
		return Stream.of(images)
			.map(LocalImage::image)
			.filter((image) -> DockerClientFactory.lazyClient()
				.listImagesCmd()
				.withReferenceFilter(image)
				.exec()
				.isEmpty())
			.findFirst()
			.map((image) -> "There is no image " + image + ": .ci/ops-images builds it")
			.orElse("");
	}

	/**
	 * A container that is not started yet.
	 * @param configuration its configuration file
	 */
	@SuppressWarnings("resource") // closed by the test
	public GenericContainer<?> container(String configuration) {
		return new GenericContainer<>(DockerImageName.parse(image())).withImagePullPolicy((image) -> false)
			.withCopyToContainer(Transferable.of(configuration), this.configuration)
			.withCommand("--config.file=" + this.configuration + " " + this.options)
			.withExtraHost(HOST, "host-gateway")
			.withExposedPorts(this.port)
			.waitingFor(Wait.forHttp("/-/ready").forPort(this.port));
	}

	public int portOf(GenericContainer<?> container) {
		return container.getMappedPort(this.port);
	}

}
