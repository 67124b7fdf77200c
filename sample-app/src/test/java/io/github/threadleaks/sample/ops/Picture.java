// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.ops;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewPageOptions;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes pictures of pages with the Chromium of this machine. Where there is none the page
 * is written all the same; with {@code CI=true} its lack is a failure.
 */
final class Picture {

	private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

	private static final int WIDTH = 1600;

	private Picture() {
	}

	/** Writes {@code target/name.html}, and {@code target/name.png} if it can. */
	static void take(String name, String html, int sections) {
		Path page = Path.of("target", name + ".html").toAbsolutePath();
		try {
			Files.createDirectories(page.resolveSibling("."));
			Files.writeString(page, html);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		if (Files.isExecutable(CHROMIUM)) {
			shoot(page, page.resolveSibling(name + ".png"), sections);
		}
		else {
			assertThat(System.getenv("CI")).as("there is no %s", CHROMIUM).isNotEqualTo("true");
		}
	}

	private static void shoot(Path html, Path png, int sections) {
		List<String> complaints = new ArrayList<>();
		try (Playwright playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
				Browser browser = playwright.chromium().launch(new LaunchOptions().setExecutablePath(CHROMIUM))) {
			Page page = browser.newPage(new NewPageOptions().setViewportSize(WIDTH, 900));
			page.onConsoleMessage((message) -> complaints.add(message.text()));
			page.navigate(html.toUri().toString());
			assertThat(page.locator("section:not(:empty)").count()).isEqualTo(sections);
			page.screenshot(new Page.ScreenshotOptions().setPath(png).setFullPage(true));
		}
		assertThat(complaints).isEmpty();
	}

}
