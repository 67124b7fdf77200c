// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import io.github.threadleaks.autoconfigure.support.TestReports;
import io.github.threadleaks.judge.Verdict;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

/**
 * The endpoints without HTTP, in a protected profile: same answers, same policy.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JmxTests {

	private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

	@SuppressWarnings("NullAway.Init")
	private TestApplication application;

	@BeforeAll
	void start() {
		FakeMonitor fake = new FakeMonitor(TestReports.report(TestReports.leak("3f9a1c07", Verdict.CONFIRMED, 312)));
		this.application = TestApplication.start(fake.asBean(), "spring.main.web-application-type=none",
				"spring.jmx.enabled=true", "management.endpoints.jmx.exposure.include=*",
				"management.endpoints.jmx.domain=io.github.threadleaks.test", "spring.profiles.active=prod");
	}

	@AfterAll
	void stop() {
		this.application.close();
	}

	private Object invoke(String endpoint, String operation, Object... arguments) throws JMException {
		ObjectName name = new ObjectName("io.github.threadleaks.test:type=Endpoint,name=" + endpoint);
		String[] signature = new String[arguments.length];
		Arrays.fill(signature, String.class.getName());
		return this.server.invoke(name, operation, arguments, signature);
	}

	private Object snapshot(String detail) throws JMException {
		return invoke("Threadsnapshot", "threadSnapshot", Arrays.copyOf(new Object[] { detail }, 9));
	}

	@Test
	void theReport() throws JMException {
		assertThat(invoke("Threadleaks", "threadLeaks")).asInstanceOf(MAP)
			.containsEntry("status", "LEAKING")
			.containsEntry("interval", "PT5S")
			.containsKeys("threads", "leaks", "cost");
	}

	@Test
	void oneLeak() throws JMException {
		assertThat(invoke("Threadleaks", "threadLeak", "3f9a1c07")).asInstanceOf(MAP)
			.containsEntry("verdict", "CONFIRMED")
			.containsKeys("history", "examples");
	}

	@Test
	void anUnknownLeakIsRefusedInWords() {
		assertThatException().isThrownBy(() -> invoke("Threadleaks", "threadLeak", "nosuch"))
			.withMessageContaining("There is no leak of this id.");
	}

	@Test
	void aLeakIsAcceptedWhereThatIsAllowed() throws JMException {
		FakeMonitor fake = new FakeMonitor(TestReports.report(TestReports.leak("3f9a1c07", Verdict.CONFIRMED, 312)));
		try (TestApplication unrestricted = TestApplication.start(fake.asBean(),
				"spring.main.web-application-type=none", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=threadleaks",
				"management.endpoints.jmx.domain=io.github.threadleaks.test.unrestricted",
				"management.endpoint.threadleaks.access=unrestricted")) {
			assertThat(unrestricted.context().isActive()).isTrue();
			assertThat(this.server.invoke(
					new ObjectName("io.github.threadleaks.test.unrestricted:type=Endpoint,name=Threadleaks"), "accept",
					new Object[] { "3f9a1c07", "true" },
					new String[] { String.class.getName(), String.class.getName() }))
				.asInstanceOf(MAP)
				.containsEntry("id", "3f9a1c07")
				.containsEntry("accepted", true);
		}
	}

	@Test
	void nobodyAcceptsLeaksUnlessThatIsAllowed() {
		assertThatException().isThrownBy(() -> invoke("Threadleaks", "accept", "3f9a1c07", "true"))
			.withMessageContaining("accept");
	}

	@ParameterizedTest
	@ValueSource(strings = { "summary", "grouped" })
	void aSnapshot(String detail) throws JMException {
		assertThat(snapshot(detail)).asInstanceOf(MAP).contains(Map.entry("detail", detail), Map.entry("threads", 2));
	}

	@Test
	void aSnapshotInAnotherFormat() throws JMException {
		assertThat(inFormat("text", "grouped")).asString().contains("2 threads \"pool-#-thread-#\" 2 WAITING");
		assertThat(Base64.getDecoder().decode((String) inFormat("pprof", "grouped"))).startsWith(0x1f, 0x8b);
		assertThatException().isThrownBy(() -> inFormat("text", "full")).withMessageContaining("Use detail=grouped");
		assertThatException().isThrownBy(() -> inFormat("nosuch", "grouped"))
			.withMessageContaining("There is no such format.");
	}

	private Object inFormat(String format, String detail) throws JMException {
		return invoke("Threadsnapshot", "threadSnapshotIn", Arrays.copyOf(new Object[] { format, detail }, 10));
	}

	@Test
	void aFullSnapshotIsRefusedInTheWordsOfHttp() {
		assertThatException().isThrownBy(() -> snapshot("full"))
			.withMessageContaining("detail=full is not served here. Use detail=grouped");
	}

	@Test
	void aBadParameterIsRefusedInTheWordsOfHttp() {
		assertThatException().isThrownBy(() -> snapshot("everything"))
			.withMessageContaining("Parameter 'detail' must be one of summary, grouped, full, not 'everything'.");
	}

}
