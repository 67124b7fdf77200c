// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.boot.json.JsonParser;
import org.springframework.boot.json.JsonParserFactory;

/**
 * The sample application in a JVM of its own, spoken to over HTTP.
 */
final class SampleApp implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(3);

	private static final HttpClient client = HttpClient.newHttpClient();

	private final JsonParser json = JsonParserFactory.getJsonParser();

	private final Process process;

	private final int port;

	private SampleApp(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	static SampleApp start(Path jar) throws IOException, InterruptedException {
		int port = freePort();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar",
				jar.toString(), "--server.port=" + port)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.redirectError(ProcessBuilder.Redirect.DISCARD)
			.start();
		SampleApp app = new SampleApp(process, port);
		long deadline = System.nanoTime() + START.toNanos();
		while (!app.isUp()) {
			if (!process.isAlive() || System.nanoTime() > deadline) {
				app.close();
				throw new IllegalStateException("The sample application did not start: " + jar);
			}
			TimeUnit.SECONDS.sleep(1);
		}
		return app;
	}

	/** Beside this module, where its build puts it. */
	static Path jar(Options options) throws IOException, URISyntaxException {
		if (options.text("sample-app").isPresent()) {
			return Path.of(options.text("sample-app").get());
		}
		Path ours = Path.of(SampleApp.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		Path target = ours.resolve("../../../sample-app/target").normalize();
		try (Stream<Path> files = Files.list(target)) {
			return files.filter((file) -> file.toString().endsWith(".jar")).findFirst().orElseThrow();
		}
		catch (IOException | RuntimeException ex) {
			throw new IOException("No sample application in " + target
					+ ": mvn -pl sample-app -am package -DskipTests, or --sample-app=", ex);
		}
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean isUp() throws InterruptedException {
		try {
			return send("GET", "/actuator/threadleaks").statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
	}

	Json get(String path) throws IOException, InterruptedException {
		return new Json(this.json.parseMap(send("GET", path).body()));
	}

	List<Json> list(String path) throws IOException, InterruptedException {
		return Json.of(this.json.parseList(send("GET", path).body()));
	}

	void post(String path) throws IOException, InterruptedException {
		send("POST", path);
	}

	void delete(String path) throws IOException, InterruptedException {
		send("DELETE", path);
	}

	private HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
		return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + path))
			.timeout(Duration.ofSeconds(30))
			.method(method, BodyPublishers.noBody())
			.build(), BodyHandlers.ofString());
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
