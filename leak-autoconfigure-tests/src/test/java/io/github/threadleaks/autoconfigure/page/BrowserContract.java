// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

import java.util.List;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.github.threadleaks.autoconfigure.support.FakeMonitor;
import io.github.threadleaks.autoconfigure.support.TestApplication;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * What somebody sees and does in a real browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserContract {

	private static final int DESKTOP = 1280;

	private static final int PHONE = 360;

	/** Of a script's timers: longer than the page waits between two refreshes. */
	private static final int REFRESH = 6_000;

	private final FakeMonitor fake = PageData.monitor(4);

	private final String stack;

	@SuppressWarnings("NullAway.Init")
	private Browser browser;

	@SuppressWarnings("NullAway.Init")
	private TestApplication application;

	/** Less to look at, for checks that look at each element. */
	@SuppressWarnings("NullAway.Init")
	private TestApplication small;

	BrowserContract(String stack) {
		this.stack = stack;
	}

	@BeforeAll
	void start() {
		this.browser = Browser.open();
		// these tests look at more pages than a person would
		this.application = TestApplication.start(this.fake.asBean(), "spring.main.web-application-type=" + this.stack,
				"threadleaks.security.rate-limit=100000");
		this.small = TestApplication.start(PageData.monitor(3, 5).asBean(),
				"spring.main.web-application-type=" + this.stack, "threadleaks.security.rate-limit=100000");
	}

	@AfterAll
	@SuppressWarnings("ConstantValue") // where there is no browser, nothing was started
	void stop() {
		if (this.application != null) {
			this.application.close();
			this.small.close();
			this.browser.close();
		}
	}

	private String address(String path) {
		return address(this.application, path);
	}

	private static String address(TestApplication application, String path) {
		return "http://localhost:" + application.port() + "/actuator/" + path;
	}

	private Visit visit(String path) {
		return visit(path, DESKTOP);
	}

	private Visit visit(String path, int width) {
		return new Visit(this.browser.context(width, 800, true), address(path));
	}

	/** Of the flame graph of all threads. */
	private static Locator frame(Page page, String title) {
		return page.locator("#stacks .flame svg svg").filter(new Locator.FilterOptions().setHasText(title)).first();
	}

	@Test
	void theLeakIsFoundOnThePage() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			assertThat(page).hasTitle("LEAKING: 3 leaks open, 1 accepted. - Threadleaks");
			assertThat(page.locator("#now .badge")).hasText("LEAKING");
			Locator leak = page.locator("#leak-3f9a1c00");
			assertThat(leak).containsText("EXECUTOR_NOT_SHUT_DOWN");
			assertThat(leak).containsText("OrderService.export(OrderService.java:42)");
			assertThat(leak.locator("svg[role=img]")).isVisible();
			leak.locator("h3 a").click();
			assertThat(page).hasURL(address("threadleaks/3f9a1c00"));
			assertThat(page.locator("h1")).hasText("Thread leak 3f9a1c00");
		}
	}

	@Test
	void aFrameIsZoomedAndReset() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			Locator frame = frame(page, "thread client-ac-#");
			Locator other = frame(page, "thread client-aa-#");
			assertThat(frame.getAttribute("width")).isNotEqualTo("100%");
			frame.locator("rect").click();
			assertThat(frame).hasAttribute("width", "100%");
			assertThat(frame).hasAttribute("x", "0%");
			assertThat(frame(page, "all threads")).hasAttribute("width", "100%");
			assertThat(other).isHidden();
			page.locator("#stacks .reset").click();
			assertThat(other).isVisible();
			assertThat(frame.getAttribute("width")).isNotEqualTo("100%");
		}
	}

	@Test
	void framesAreSearched() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			page.locator("#stacks .find").fill("CLIENT-AC-#");
			assertThat(page.locator("#stacks .found")).hasText("1 frame matches, 4.3 % of the width");
			assertThat(page.locator("#stacks .hit")).hasCount(1);
			page.locator("#stacks .find").fill("no such frame");
			assertThat(page.locator("#stacks .found")).hasText("0 frames match, 0.0 % of the width");
			page.locator("#stacks .find").press("Escape");
			assertThat(page.locator("#stacks .hit")).hasCount(0);
		}
	}

	@Test
	void framesNestedInOneAnotherCountOnce() {
		try (Visit visit = visit("threadsnapshot/flamegraph?name=pool")) {
			visit.page().locator("#stacks .find").fill("step");
			assertThat(visit.page().locator("#stacks .found")).hasText("60 frames match, 100.0 % of the width");
		}
	}

	@Test
	void keysMoveThroughFramesAndSayWhatTheyAre() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			Locator told = page.locator("#stacks .told");
			page.locator("#stacks .retake").focus();
			page.keyboard().press("Tab");
			assertThat(told).containsText("all threads 10,000 threads, 100.0 %");
			page.keyboard().press("ArrowDown");
			assertThat(told).containsText("thread client-aa-#");
			page.keyboard().press("ArrowRight");
			page.keyboard().press("ArrowRight");
			assertThat(told).containsText("thread client-ac-#");
			page.keyboard().press("Enter");
			assertThat(frame(page, "thread client-ac-#")).hasAttribute("width", "100%");
			page.keyboard().press("ArrowDown");
			assertThat(told).containsText("java.lang.Thread.run(Thread.java:840)");
			page.keyboard().press("Escape");
			assertThat(frame(page, "thread client-aa-#")).isVisible();
			page.keyboard().press("ArrowUp");
			page.keyboard().press("ArrowLeft");
			assertThat(told).containsText("thread exec");
			assertThat(page.locator("#stacks svg svg[tabindex='0']")).hasCount(1);
		}
	}

	@Test
	void theFirstKeyLeadsToTheContent() {
		try (Visit visit = visit("threadleaks")) {
			visit.page().keyboard().press("Tab");
			assertThat(visit.page().locator(".skip")).isFocused();
			visit.page().keyboard().press("Enter");
			assertThat(visit.page().locator("#main")).isFocused();
		}
	}

	@Test
	void theThemeIsSwitchedAndRemembered() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			String light = background(page);
			page.locator("#theme").click();
			assertThat(page.locator("#theme")).hasText("Light theme");
			String dark = background(page);
			assertThat(dark).isNotEqualTo(light);
			page.reload();
			assertThat(background(page)).isEqualTo(dark);
			page.locator("#theme").click();
			assertThat(background(page)).isEqualTo(light);
		}
	}

	private static String background(Page page) {
		return (String) page.evaluate("getComputedStyle(document.body).backgroundColor");
	}

	@Test
	void numbersChangeWithoutAReloadAndTheRestStaysAsItWas() {
		this.fake.sample(PageData.report(4, 10_000));
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			page.clock().install();
			page.reload();
			page.evaluate("window.sameDocument = true");
			frame(page, "thread client-ac-#").locator("rect").click();
			page.locator("#stacks .find").fill("client-ac");
			Locator stacksOfLeak = page.locator("#stacks-3f9a1c00");
			stacksOfLeak.locator("summary").first().click();
			assertThat(stacksOfLeak.locator(".flame")).isVisible();
			page.locator("#leak-3f9a1c01 h3 a").focus();
			assertThat(page.locator("#count-live")).hasText("10,000");
			this.fake.sample(PageData.report(3, 10_123));
			page.clock().fastForward(REFRESH);
			assertThat(page.locator("#count-live")).hasText("10,123");
			assertThat(page.locator("#leaks h3")).hasCount(3);
			assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
			assertThat(page.locator("#leak-3f9a1c01 h3 a")).isFocused();
			assertThat(stacksOfLeak.locator(".flame")).isVisible();
			assertThat(frame(page, "thread client-ac-#")).hasAttribute("width", "100%");
			assertThat(page.locator("#stacks .find")).hasValue("client-ac");
			assertThat(visit.requests()).anyMatch((address) -> address.endsWith("threadleaks?stacks=false"));
		}
		finally {
			this.fake.sample(PageData.report(4, 10_000));
		}
	}

	@Test
	void aPausedPageAsksForNothing() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			page.clock().install();
			page.reload();
			page.locator("#pause").click();
			assertThat(page.locator("#fresh")).hasText("Paused: the numbers stay as they are.");
			int before = visit.requests().size();
			page.clock().fastForward(REFRESH);
			page.clock().fastForward(REFRESH);
			page.evaluate("fetch(location.href)");
			assertThat(visit.requests()).as("no more than the one just sent").hasSize(before + 1);
			page.locator("#pause").click();
			page.waitForResponse((response) -> response.url().contains("stacks=false"),
					() -> page.clock().fastForward(REFRESH));
		}
	}

	@Test
	void aRefreshThatFailsIsSaidAndTriedAgain() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			page.clock().install();
			page.reload();
			visit.context().setOffline(true);
			page.clock().fastForward(REFRESH);
			assertThat(page.locator("#fresh")).containsText("failed");
			assertThat(page.locator("#count-live")).hasText("10,000");
			visit.context().setOffline(false);
			visit.forgive();
			page.clock().fastForward(REFRESH);
			assertThat(page.locator("#fresh")).hasText("");
		}
	}

	@Test
	void stacksAreTakenAgainOnRequestAndTheZoomStays() {
		try (Visit visit = visit("threadleaks")) {
			Page page = visit.page();
			frame(page, "thread client-ac-#").locator("rect").click();
			page.evaluate("document.querySelector('#stacks svg').dataset.old = 'yes'");
			page.locator("#stacks .retake").click();
			assertThat(page.locator("#stacks svg[data-old]")).hasCount(0);
			assertThat(frame(page, "thread client-ac-#")).hasAttribute("width", "100%");
			assertThat(page.locator("#stacks .retake")).isFocused();
		}
	}

	@Test
	void aDifferenceIsRedAndBlue() {
		try (Visit visit = visit("threadsnapshot/flamegraph?since=5m")) {
			Page page = visit.page();
			assertThat(frame(page, "thread client-aa-#")).hasClass("grew3");
			assertThat(frame(page, "thread client-ac-#")).hasClass("shrank3");
			assertThat(page.locator("#stacks")).containsText("100 threads at 2026-01-01 11:55:00 UTC, 130 at");
			visit.shoot(this.stack + "-difference");
		}
	}

	@ParameterizedTest
	@CsvSource({ "threadleaks, 360", "threadleaks, 1280", "threadleaks/3f9a1c01, 360", "threadsnapshot/flamegraph, 360",
			"threadsnapshot/flamegraph?since=5m, 360" })
	void nothingIsWiderThanTheScreen(String path, int width) {
		try (Visit visit = visit(path, width)) {
			assertThat(visit.page().evaluate("document.documentElement.scrollWidth")).isEqualTo(width);
		}
	}

	@Test
	void withoutAScriptThereAreTextsAndPictures() {
		try (Visit visit = new Visit(this.browser.context(DESKTOP, 800, false), address("threadleaks"))) {
			Page page = visit.page();
			assertThat(page.locator("#now .badge")).hasText("LEAKING");
			assertThat(page.locator("#stacks .flame > svg")).isVisible();
			assertThat(page.locator("#stacks text").first()).hasText("all threads");
			assertThat(page.locator("#stacks-table tbody tr")).hasCount(12);
			for (Locator tool : page.locator("button, input").all()) {
				assertThat(tool).isHidden();
			}
			page.locator("#stacks-3f9a1c00 summary").click();
			page.locator("#stacks-3f9a1c00 a").click();
			assertThat(page.locator("h1")).hasText("Thread snapshot");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "threadleaks", "threadleaks/3f9a1c01", "threadsnapshot/flamegraph",
			"threadsnapshot/flamegraph?since=5m" })
	void nobodyIsShutOut(String path) {
		for (ColorScheme theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
			for (int width : new int[] { PHONE, DESKTOP }) {
				try (Visit visit = new Visit(this.browser.context(width, 800, true), address(this.small, path))) {
					visit.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
					assertThat(new AxeBuilder(visit.page()).analyze().getViolations())
						.filteredOn((rule) -> List.of("serious", "critical").contains(rule.getImpact()))
						.extracting((rule) -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
						.as("%s at %d", theme, width)
						.isEmpty();
					visit.shoot(String.join("-", this.stack, path.replaceAll("[^a-z0-9]+", "-"), theme.name(),
							String.valueOf(width)));
				}
			}
		}
	}

}
