// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

import java.time.Duration;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.github.threadleaks.autoconfigure.support.PlantedThreads;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The real engine finds a real leak, and somebody who looks at the page finds it there,
 * with the stacks of its threads and of no others.
 */
@Tag("browser")
class RealLeakBrowserTests {

	@ParameterizedTest
	@ValueSource(strings = { "servlet", "reactive" })
	void aLeakIsFoundWithItsStacks(String stack) {
		try (Browser browser = Browser.open();
				PlantedThreads planted = new PlantedThreads();
				TestApplication application = TestApplication.start("spring.main.web-application-type=" + stack,
						"threadleaks.sampling.interval=1s", "threadleaks.sampling.max-cpu-share=1",
						"threadleaks.detection.min-threads=2", "threadleaks.detection.warm-up=0s");
				Visit visit = new Visit(browser.context(1280, 800, true),
						"http://localhost:" + application.port() + "/actuator/threadleaks")) {
			Page page = visit.page();
			Locator leak = page.locator("#leaks article")
				.filter(new Locator.FilterOptions().setHasText(PlantedThreads.MARK));
			// the page refreshes itself: it is never loaded again
			Awaitility.await("the leak on the page")
				.pollInSameThread()
				.atMost(Duration.ofSeconds(100))
				.pollInterval(Duration.ofMillis(500))
				.until(() -> {
					planted.add();
					return leak.count() > 0;
				});
			assertThat(leak.first()).containsText("LOCK_NEVER_RELEASED");
			leak.first().locator("summary").first().click();
			Locator stacks = leak.first().locator(".flame > svg");
			assertThat(stacks).isVisible();
			assertThat(stacks).containsText("PlantedThreads.locked");
			assertThat(stacks).not().containsText("Reference Handler");
			assertThat(page.locator("#stacks .flame > svg")).containsText("Reference Handler");
			assertThat(page.content()).doesNotContain("hunter2", "alice", "example.com");
			visit.shoot(stack + "-real");
		}
	}

}
