// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Whom Alertmanager calls: a webhook that keeps what it is told.
 */
final class Receiver implements AutoCloseable {

	private static final ObjectMapper mapper = new ObjectMapper();

	private final HttpServer server;

	private final List<Notice> notices = new CopyOnWriteArrayList<>();

	Receiver() {
		try {
			this.server = HttpServer.create(new InetSocketAddress(0), 0);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.server.createContext("/", this::receive);
		this.server.start();
	}

	private void receive(HttpExchange exchange) throws IOException {
		try (exchange) {
			JsonNode message = mapper
				.readTree(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
			String who = exchange.getRequestURI().getPath().substring(1);
			Dashboard.children(message.path("alerts")).forEach((alert) -> this.notices.add(new Notice(who, alert)));
			exchange.sendResponseHeaders(200, -1);
		}
	}

	int port() {
		return this.server.getAddress().getPort();
	}

	Stream<Notice> of(String alert, String status) {
		return this.notices.stream()
			.filter((notice) -> notice.label("alertname").equals(alert) && notice.status().equals(status));
	}

	List<Notice> all() {
		return this.notices;
	}

	@Override
	public void close() {
		this.server.stop(0);
	}

	/**
	 * One alert of a message.
	 *
	 * @param to the receiver, as Alertmanager's configuration names it
	 * @param alert as Alertmanager sent it
	 */
	record Notice(String to, JsonNode alert) {

		/** {@code firing} or {@code resolved}. */
		String status() {
			return this.alert.path("status").asText();
		}

		String label(String name) {
			return this.alert.path("labels").path(name).asText();
		}

		String annotation(String name) {
			return this.alert.path("annotations").path(name).asText();
		}

		@Override
		public String toString() {
			return this.to + " " + status() + " " + label("alertname") + ": " + annotation("summary");
		}

	}

}
