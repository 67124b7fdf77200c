// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.github.threadleaks.autoconfigure.support.CrowdedProcess;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Twenty full snapshots of 10,000 threads at once, in a JVM whose heap has no room for
 * twenty of their bodies.
 */
class SnapshotMemoryTests {

	private static final int THREADS = 10_000;

	private static final int AT_ONCE = 20;

	private static final String[] FORMATS = { "json", "text", "collapsed", "pprof" };

	private final HttpClient client = HttpClient.newHttpClient();

	@ParameterizedTest
	@ValueSource(strings = { "spring.main.web-application-type=servlet", "spring.main.web-application-type=reactive" })
	@Timeout(240)
	void nobodyHoldsAWholeBody(String stack) throws Exception {
		ExecutorService clients = Executors.newFixedThreadPool(AT_ONCE);
		try (CrowdedProcess server = CrowdedProcess.start(256, THREADS, stack,
				"threadleaks.security.rate-limit=100000")) {
			String address = server.at("/actuator/threadsnapshot/").toString();
			List<Future<Long>> lengths = new ArrayList<>();
			for (int i = 0; i < AT_ONCE; i++) {
				String format = FORMATS[i % FORMATS.length];
				lengths.add(clients.submit(() -> length(address + format + "?detail=full")));
			}
			long all = 0;
			for (Future<Long> length : lengths) {
				all += length.get();
			}
			// of twenty bodies, ten are large: JSON and text have each thread's stack
			assertThat(all).isGreaterThan(128L * 1024 * 1024);
			assertThat(length(address + "json?detail=summary")).isPositive();
			assertThat(server.isAlive()).isTrue();
		}
		finally {
			clients.shutdownNow();
		}
	}

	private long length(String address) throws IOException, InterruptedException {
		HttpResponse<InputStream> response = this.client.send(
				HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(2)).build(),
				HttpResponse.BodyHandlers.ofInputStream());
		try (InputStream body = response.body()) {
			assertThat(response.statusCode()).isEqualTo(200);
			return body.transferTo(OutputStream.nullOutputStream());
		}
	}

}
