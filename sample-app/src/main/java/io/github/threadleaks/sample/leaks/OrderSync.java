// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import io.github.threadleaks.sample.web.OwnAddress;
import jakarta.annotation.Priority;

import org.springframework.stereotype.Component;

/**
 * Fetches new orders from the shop (here: from itself). The mistake: each call makes an
 * HTTP client, and a list that is meant for statistics keeps them all, so that not even a
 * garbage collection ends their selector threads.
 */
@Component
@Priority(2)
final class OrderSync implements LeakScenario {

	private final OwnAddress address;

	private final Held<HttpClient> clients = new Held<>();

	OrderSync(OwnAddress address) {
		this.address = address;
	}

	@Override
	public About about() {
		return new About("client-per-request", "CLIENT_NOT_CLOSED",
				"Each call to the shop makes an HTTP client of its own, keeps it and never closes it.");
	}

	@Override
	public void run() throws IOException, InterruptedException {
		fetchOrders();
	}

	private String fetchOrders() throws IOException, InterruptedException {
		HttpClient client = this.clients.add(HttpClient.newHttpClient());
		HttpRequest request = HttpRequest.newBuilder(this.address.resolve("/orders?limit=1"))
			.timeout(Duration.ofSeconds(5))
			.build();
		return client.send(request, BodyHandlers.ofString()).body();
	}

	/**
	 * Closes the clients where the JDK can (from 21 on). On 17 a client's selector thread
	 * ends when it finds, every 3 seconds, that a garbage collection has cleared its weak
	 * reference to the client: so one is asked for.
	 */
	@Override
	public void release() throws Exception {
		if (this.clients.size() > 0) {
			this.clients.releaseEach(OrderSync::close);
			System.gc();
		}
	}

	private static void close(HttpClient client) throws Exception {
		if (client instanceof AutoCloseable closeable) {
			closeable.close();
		}
	}

	@Override
	public int runs() {
		return this.clients.size();
	}

}
