// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.github.threadleaks.autoconfigure.endpoint.Customers.Waits;
import io.github.threadleaks.autoconfigure.endpoint.Flood.Answer;
import io.github.threadleaks.autoconfigure.support.CrowdedProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Two hundred clients want every thread of a service that has 5,000, and do not take no
 * for an answer, from another JVM on the same machine. {@code -Dflood.seconds} says for
 * how long.
 */
@Tag("load")
class SnapshotFloodTests {

	private static final int THREADS = 5_000;

	/** As many services have; 200 bodies of 14 MB would not fit in. */
	private static final int HEAP_MEGABYTES = 1024;

	private static final int CLIENTS = 200;

	/** So 200 requests a second at most. */
	private static final Duration PAUSE = Duration.ofSeconds(1);

	/** By default, {@code threadleaks.security.rate-limit} lets so many pass at once. */
	private static final int BURST = 10;

	/** So many are asked for before, one after another. */
	private static final int ALONE = 5;

	/** For how long captured threads are shared, at least. */
	private static final Duration SHARED = Duration.ofSeconds(1);

	private static final long FLAT_BYTES = 16 * 1024 * 1024;

	private static final String JSON = "/actuator/threadsnapshot/json?detail=full";

	private static final String PPROF = "/actuator/threadsnapshot/pprof?detail=full";

	private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("flood.seconds", 4));

	@Test
	@Timeout(600)
	void theApplicationGoesOnAndWhoAsksTooOftenIsTold() throws Exception {
		try (CrowdedProcess server = CrowdedProcess.start(HEAP_MEGABYTES, THREADS,
				"spring.main.web-application-type=servlet")) {
			Customers customers = new Customers(server.at("/orders"));
			// classes are loaded and compiled
			flooded(customers, new Flood(CLIENTS, PAUSE, List.of(server.at("/nowhere"))), LENGTH.plusSeconds(3));
			Duration alone = typical(server.at(JSON), ALONE);
			Waits before = customers.use(LENGTH);
			Flood elsewhere = new Flood(CLIENTS, PAUSE, List.of(server.at("/nowhere")));
			Waits meanwhileElsewhere = flooded(customers, elsewhere, LENGTH);
			long heapBefore = server.heap();
			Instant begin = Instant.now();
			Flood flood = new Flood(CLIENTS, PAUSE, List.of(server.at(JSON), server.at(PPROF)));
			Waits meanwhile = flooded(customers, flood, LENGTH);
			Duration lasted = Duration.between(begin, Instant.now());
			Waits after = customers.use(LENGTH);
			long heapAfter = server.heap();

			List<Answer> answers = flood.answers();
			long served = answers.stream().filter((answer) -> answer.status() == 200).count();
			System.out.printf(
					"The application without a flood: %s%n  flood of what is not there: %s (%d answers)%n"
							+ "  flood of snapshots: %s (%d answers in %s, %d of them served)%n  after it: %s%n"
							+ "  one snapshot alone: %s; heap in use: %d KB before, %d KB after%n",
					before, meanwhileElsewhere, elsewhere.answers().size(), meanwhile, answers.size(), lasted, served,
					after, alone, heapBefore / 1024, heapAfter / 1024);

			assertThat(flood.failures()).isEmpty();
			assertThat(answers).hasSizeGreaterThanOrEqualTo(CLIENTS);
			assertThat(served).isBetween(1L, BURST + lasted.toSeconds() + 1);
			assertThat(answers).filteredOn((answer) -> answer.status() != 200).allSatisfy((refusal) -> {
				assertThat(refusal.head()).contains("\"reason\":\"rate-limited\"");
				assertThat(refusal.status()).isEqualTo(429);
				assertThat(refusal.header("Content-Type")).startsWith("application/problem+json");
				assertThat(Integer.parseInt(refusal.header("Retry-After"))).isBetween(1, 61);
			});
			assertThat(counted(server, "served")).isEqualTo(served + ALONE);
			assertThat(counted(server, "limited")).isEqualTo(answers.size() - served);
			assertOneCaptureAtATime(answers);
			assertThat(heapAfter).isLessThan(heapBefore + FLAT_BYTES);
			// nobody waits until a snapshot is done
			assertThat(meanwhile.millis(0.99)).isLessThan((double) alone.toMillis());
		}
	}

	/** The median of the times that snapshots take while nobody else asks for one. */
	private static Duration typical(URI target, int times) throws IOException, InterruptedException {
		HttpClient http = HttpClient.newHttpClient();
		long[] nanos = new long[times];
		for (int i = 0; i < times; i++) {
			long begin = System.nanoTime();
			HttpResponse<byte[]> response = http.send(HttpRequest.newBuilder(target).build(),
					HttpResponse.BodyHandlers.ofByteArray());
			assertThat(response.statusCode()).isEqualTo(200);
			nanos[i] = System.nanoTime() - begin;
		}
		Arrays.sort(nanos);
		return Duration.ofNanos(nanos[times / 2]);
	}

	private static Waits flooded(Customers customers, Flood flood, Duration length) {
		try (flood) {
			return customers.use(length);
		}
	}

	/** Each begins after the one before it has ended and has been shared. */
	private static void assertOneCaptureAtATime(List<Answer> answers) {
		List<Instant> captures = answers.stream()
			.flatMap((answer) -> answer.takenAt().stream())
			.distinct()
			.sorted()
			.toList();
		assertThat(captures).isNotEmpty();
		for (int i = 1; i < captures.size(); i++) {
			assertThat(Duration.between(captures.get(i - 1), captures.get(i))).isGreaterThan(SHARED);
		}
	}

	/** What the meter says of the requests for full detail. */
	private static long counted(CrowdedProcess server, String outcome) throws IOException, InterruptedException {
		String body = HttpClient.newHttpClient()
			.send(HttpRequest
				.newBuilder(server
					.at("/actuator/metrics/threadleaks.snapshot.requests?tag=detail:full&tag=outcome:" + outcome))
				.build(), HttpResponse.BodyHandlers.ofString())
			.body();
		Matcher value = Pattern.compile("\"value\":([0-9.E]+)").matcher(body);
		assertThat(value.find()).as(body).isTrue();
		return (long) Double.parseDouble(value.group(1));
	}

}
