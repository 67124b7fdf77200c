// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import io.github.threadleaks.sample.web.OwnAddress;
import jakarta.annotation.PreDestroy;

import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * Asks for the slow sales report from 40 sides at once, over one shared client: Tomcat
 * starts workers until there are enough, and keeps them.
 */
@Component
final class TomcatRampUp implements LookAlike {

	private static final int AT_ONCE = 40;

	private static final int WAVES = 3;

	private final OwnAddress address;

	private final ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();

	private final HttpClient client;

	TomcatRampUp(OwnAddress address) {
		this.address = address;
		this.executor.setThreadNamePrefix("load-client-");
		this.executor.setCorePoolSize(4);
		this.executor.initialize();
		this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(this.executor).build();
	}

	@Override
	public About about() {
		return new About("tomcat-ramp-up",
				"40 requests at once: Tomcat starts workers up to the load, and no more when the load stays.");
	}

	@Override
	public void round() {
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve("/orders/report"))
			.timeout(Duration.ofSeconds(30))
			.build();
		for (int wave = 0; wave < WAVES; wave++) {
			CompletableFuture
				.allOf(Stream.generate(() -> this.client.sendAsync(request, BodyHandlers.discarding()))
					.limit(AT_ONCE)
					.toArray(CompletableFuture[]::new))
				.join();
		}
	}

	/**
	 * JDK 17 has no way to close a client: its thread ends with the next garbage
	 * collection.
	 */
	@PreDestroy
	void stop() throws Exception {
		if (this.client instanceof AutoCloseable closeable) {
			closeable.close();
		}
		this.executor.shutdown();
	}

}
