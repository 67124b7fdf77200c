// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

import com.jayway.jsonpath.JsonPath;

/**
 * Speaks plain HTTP to a service on this machine, with the headers that every request of
 * it shall have.
 */
public record ServiceClient(int port, List<String> headers) {

	private static final HttpClient client = HttpClient.newHttpClient();

	public ServiceClient(int port) {
		this(port, List.of());
	}

	public ServiceClient with(String header, String value) {
		return new ServiceClient(this.port, List.of(header, value));
	}

	public ServiceClient login(String user, String password) {
		String basic = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
		return with("Authorization", "Basic " + basic);
	}

	public Answer get(String path) {
		return send("GET", path, "");
	}

	public Answer post(String path) {
		return send("POST", path, "");
	}

	public Answer post(String path, String json) {
		return send("POST", path, json);
	}

	public Answer delete(String path) {
		return send("DELETE", path, "");
	}

	private Answer send(String method, String path, String json) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(30))
			.method(method, BodyPublishers.ofString(json));
		if (!json.isEmpty()) {
			request.header("Content-Type", "application/json");
		}
		if (!this.headers.isEmpty()) {
			request.headers(this.headers.toArray(String[]::new));
		}
		try {
			return new Answer(client.send(request.build(), BodyHandlers.ofString()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What came back.
	 */
	public record Answer(HttpResponse<String> response) {

		public int status() {
			return this.response.statusCode();
		}

		public String body() {
			return this.response.body();
		}

		public String contentType() {
			return this.response.headers().firstValue("Content-Type").orElse("");
		}

		/** Reads one value out of the JSON body. */
		public Object json(String path) {
			return JsonPath.read(body(), path);
		}

		/** Reads the values that a path with a wildcard or a filter finds. */
		public List<Object> all(String path) {
			return JsonPath.read(body(), path);
		}

	}

}
