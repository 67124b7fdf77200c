// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * Those who use the application, one each hundredth of a second, whether those before are
 * answered or not, and note how long they wait from when they wanted to ask.
 */
final class Customers {

	private static final Duration EVERY = Duration.ofMillis(10);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final HttpRequest request;

	Customers(URI route) {
		this.request = HttpRequest.newBuilder(route).timeout(Duration.ofMinutes(1)).build();
	}

	/** They use it for so long. */
	Waits use(Duration length) {
		List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
		List<CompletableFuture<?>> requests = new ArrayList<>();
		long begin = System.nanoTime();
		for (long at = 0; at < length.toNanos(); at += EVERY.toNanos()) {
			long due = begin + at;
			LockSupport.parkNanos(due - System.nanoTime());
			requests.add(this.http.sendAsync(this.request, HttpResponse.BodyHandlers.ofByteArray())
				.thenAccept((response) -> {
					nanos.add(System.nanoTime() - due);
					if (response.statusCode() != 200) {
						throw new IllegalStateException("The application answers " + response.statusCode());
					}
				}));
		}
		requests.forEach(CompletableFuture::join);
		return new Waits(nanos.stream().sorted().toList());
	}

	/**
	 * How long they waited.
	 *
	 * @param nanos each time, the shortest first
	 */
	record Waits(List<Long> nanos) {

		double millis(double quantile) {
			return this.nanos.get((int) Math.ceil(quantile * this.nanos.size()) - 1) / 1e6;
		}

		@Override
		public String toString() {
			return String.format(Locale.ROOT, "p50 %.1f ms, p90 %.1f ms, p99 %.1f ms, longest %.1f ms of %d",
					millis(0.5), millis(0.9), millis(0.99), millis(1), this.nanos.size());
		}

	}

}
