// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.jayway.jsonpath.JsonPath;
import io.github.threadleaks.autoconfigure.event.ThreadLeakOpened;
import io.github.threadleaks.autoconfigure.support.PlantedThreads;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationListener;
import org.springframework.context.PayloadApplicationEvent;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real engine finds a real leak whose threads carry secrets in their names, and no
 * way out gives one away.
 */
@ExtendWith(OutputCaptureExtension.class)
class NothingSensitiveLeavesTests {

	private static final String[] SECRETS = { "hunter2", "bob", "example.com", "alice", "/home" };

	private static final String[] PROPERTIES = { "spring.main.web-application-type=servlet",
			"threadleaks.sampling.interval=1s", "threadleaks.sampling.max-cpu-share=1",
			"threadleaks.detection.min-threads=2", "threadleaks.detection.warm-up=0s" };

	@Test
	void aLeakIsReportedEverywhereAndGivesNothingAway(CapturedOutput output) {
		Collector collector = new Collector();
		try (PlantedThreads planted = new PlantedThreads();
				TestApplication application = TestApplication
					.start((context) -> context.addApplicationListener(collector), PROPERTIES)) {
			Awaitility.await("a leak of the planted threads")
				.atMost(Duration.ofSeconds(100))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> {
					planted.add();
					return collector.planted().isPresent();
				});
			String id = collector.planted().orElseThrow().leak().id();
			assertThat(whatLeaves(application, id)).allSatisfy(
					(text) -> assertThat(text).contains(PlantedThreads.MARK).doesNotContainIgnoringCase(SECRETS));
			assertThat(collector.events.toString()).contains(PlantedThreads.MARK).doesNotContainIgnoringCase(SECRETS);
			assertThat(output.toString()).contains("Thread leak " + id, PlantedThreads.MARK)
				.doesNotContainIgnoringCase(SECRETS);
			assertThat(matchingThreads(application, "hunter2")).as("a filter sees what a reader sees").isZero();
			assertThat(matchingThreads(application, PlantedThreads.MARK)).isPositive();
		}
	}

	private static List<String> whatLeaves(TestApplication application, String id) {
		List<String> texts = new ArrayList<>();
		for (String accept : List.of("application/json", "text/plain")) {
			texts.add(application.get("threadleaks", accept).body());
			texts.add(application.get("threadleaks/" + id, accept).body());
		}
		texts.add(application.get("threadsnapshot").body());
		texts.add(application.get("threadsnapshot?detail=full").body());
		texts.add(application.get("prometheus", "text/plain").body());
		return texts;
	}

	private static int matchingThreads(TestApplication application, String name) {
		return JsonPath.<Integer>read(application.get("threadsnapshot?name=" + name).body(), "$.threads");
	}

	@Test
	void withoutRedactionTheSecretsAreThereToBeSeen() {
		try (PlantedThreads planted = new PlantedThreads();
				TestApplication application = TestApplication.start("spring.main.web-application-type=servlet",
						"threadleaks.redaction.enabled=false")) {
			planted.add();
			assertThat(application.get("threadsnapshot?detail=full").body()).contains("password=hunter2",
					"bob@example.com", "/home/alice/secret");
		}
	}

	@Test
	void theOwnerOfALockIsRedacted() {
		try (PlantedThreads planted = new PlantedThreads();
				TestApplication application = TestApplication.start("spring.main.web-application-type=servlet")) {
			planted.add();
			List<String> owners = JsonPath.read(application.get("threadsnapshot?detail=full&name=planted").body(),
					"$.threads[*].lockOwner");
			assertThat(owners).isNotEmpty().allMatch((owner) -> owner.equals(PlantedThreads.MARK + " [path]"));
		}
	}

	/** Keeps what is published. */
	private static final class Collector implements ApplicationListener<PayloadApplicationEvent<ThreadLeakOpened>> {

		private final Queue<ThreadLeakOpened> events = new ConcurrentLinkedQueue<>();

		@Override
		public void onApplicationEvent(PayloadApplicationEvent<ThreadLeakOpened> event) {
			this.events.add(event.getPayload());
		}

		private Optional<ThreadLeakOpened> planted() {
			return this.events.stream()
				.filter((event) -> event.leak().threadName().toString().contains(PlantedThreads.MARK))
				.findFirst();
		}

	}

}
