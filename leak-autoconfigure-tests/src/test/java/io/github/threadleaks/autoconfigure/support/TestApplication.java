// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * A whole application that really runs, with nothing in it but what auto-configuration
 * puts there.
 */
public final class TestApplication implements AutoCloseable {

	/**
	 * Reactor Netty 1.3.7 leaves one in some hundred requests on a connection that is
	 * kept alive unanswered, in a bare application too.
	 */
	private static final String NO_KEEP_ALIVE = "--server.netty.max-keep-alive-requests=1";

	private final HttpClient client = HttpClient.newHttpClient();

	private final ConfigurableApplicationContext context;

	private TestApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	public static TestApplication start(String... properties) {
		return start((context) -> {
		}, properties);
	}

	public static TestApplication start(ApplicationContextInitializer<?> initializer, String... properties) {
		SpringApplication application = new SpringApplication(Empty.class);
		application.addInitializers(initializer);
		String[] arguments = new String[properties.length + 1];
		for (int i = 0; i < properties.length; i++) {
			arguments[i] = "--" + properties[i];
		}
		arguments[properties.length] = NO_KEEP_ALIVE;
		return new TestApplication(application.run(arguments));
	}

	public ConfigurableApplicationContext context() {
		return this.context;
	}

	/**
	 * GETs below {@code /actuator/}, on the management port if there is one of its own.
	 */
	public HttpResponse<String> get(String path, String accept) {
		return get(managementPort(), "/actuator/" + path, accept);
	}

	/**
	 * Asks for a path exactly as it is written, where {@link #get(String, String)} asks.
	 * @param method without a body
	 * @param path the whole path
	 * @param headers names and values in turn
	 */
	public HttpResponse<String> exactly(String method, String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + managementPort() + path))
			.method(method, HttpRequest.BodyPublishers.noBody());
		return send((headers.length > 0) ? request.headers(headers) : request);
	}

	private String managementPort() {
		String port = this.context.getEnvironment().getProperty("local.management.port");
		return (port != null) ? port : port();
	}

	/** GETs below {@code /actuator/} as curl does. */
	public HttpResponse<String> get(String path) {
		return get(path, "*/*");
	}

	public HttpResponse<String> get(String port, String path, String accept) {
		return send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).header("Accept", accept));
	}

	/** Asks below {@code /actuator/} for the headers only. */
	public HttpResponse<String> head(String path) {
		return send(request(path).method("HEAD", HttpRequest.BodyPublishers.noBody()));
	}

	/** GETs a part of what is below {@code /actuator/}. */
	public HttpResponse<String> range(String path, String range) {
		return send(request(path).header("Range", range));
	}

	/** GETs below {@code /actuator/} what may be compressed. */
	public HttpResponse<byte[]> compressed(String path) {
		return send(request(path).header("Accept-Encoding", "gzip"), HttpResponse.BodyHandlers.ofByteArray());
	}

	private HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/actuator/" + path))
			.header("Accept", "*/*");
	}

	/** POSTs a body of a type below {@code /actuator/}, as curl does. */
	public HttpResponse<String> post(String path, String type, String body) {
		return send(request(path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
	}

	private HttpResponse<String> send(HttpRequest.Builder request) {
		return send(request, HttpResponse.BodyHandlers.ofString());
	}

	private <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
		try {
			return this.client.send(request.timeout(Duration.ofSeconds(30)).build(), body);
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public String port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Empty {

	}

}
