// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Many clients at once, each like the script of somebody impatient: it asks, reads all of
 * the answer, pauses, and asks again, whatever the answer was.
 */
final class Flood implements AutoCloseable {

	private static final Pattern TAKEN_AT = Pattern.compile("\\{\"takenAt\":\"([^\"]+)\"");

	private static final int HEAD = 1_024;

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();

	private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

	private final ScheduledExecutorService clients;

	private final List<Future<?>> asking = new ArrayList<>();

	/**
	 * Begins.
	 * @param clients how many
	 * @param pause of each, after each answer
	 * @param targets what they ask for in turn, a client always for the same
	 */
	Flood(int clients, Duration pause, List<URI> targets) {
		this.clients = Executors.newScheduledThreadPool(clients);
		for (int i = 0; i < clients; i++) {
			URI target = targets.get(i % targets.size());
			this.asking.add(this.clients.scheduleWithFixedDelay(() -> ask(target), pause.toNanos() * i / clients,
					pause.toNanos(), TimeUnit.NANOSECONDS));
		}
	}

	private void ask(URI target) {
		try {
			HttpResponse<InputStream> response = this.http.send(
					HttpRequest.newBuilder(target).timeout(Duration.ofMinutes(2)).build(),
					HttpResponse.BodyHandlers.ofInputStream());
			try (InputStream body = response.body()) {
				String head = new String(body.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
				body.transferTo(OutputStream.nullOutputStream());
				this.answers.add(new Answer(response, head));
			}
		}
		catch (IOException ex) {
			this.failures.add(new UncheckedIOException(ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** So far. */
	List<Answer> answers() {
		return List.copyOf(this.answers);
	}

	/** Requests without an answer. */
	List<Throwable> failures() {
		return List.copyOf(this.failures);
	}

	/** Ends when each client has its last answer. */
	@Override
	public void close() {
		boolean ended = this.asking.stream().anyMatch(Future::isDone);
		this.clients.shutdown();
		if (ended) {
			throw new IllegalStateException("A client has given up");
		}
		try {
			if (!this.clients.awaitTermination(3, TimeUnit.MINUTES)) {
				throw new IllegalStateException("Clients are still waiting");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * What one was told.
	 *
	 * @param response the answer
	 * @param head the beginning of its body
	 */
	record Answer(HttpResponse<?> response, String head) {

		int status() {
			return this.response.statusCode();
		}

		String header(String name) {
			return this.response.headers().firstValue(name).orElse("");
		}

		/** When the threads were read that it tells; of JSON only. */
		List<Instant> takenAt() {
			Matcher matcher = TAKEN_AT.matcher(this.head);
			return matcher.lookingAt() ? List.of(Instant.parse(matcher.group(1))) : List.of();
		}

	}

}
