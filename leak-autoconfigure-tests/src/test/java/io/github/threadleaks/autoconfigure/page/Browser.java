// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

/**
 * The Chromium of this machine. Tests that need it are skipped where there is none; with
 * {@code CI=true} its lack is a failure.
 */
final class Browser implements AutoCloseable {

	private static final List<Path> PLACES = List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"),
			Path.of("/usr/bin/google-chrome"));

	private final Playwright playwright;

	private final com.microsoft.playwright.Browser chromium;

	private Browser(Path executable) {
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.chromium = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable));
	}

	static Browser open() {
		return PLACES.stream().filter(Files::isExecutable).findFirst().map(Browser::new).orElseGet(Browser::none);
	}

	private static Browser none() {
		String reason = "There is no Chromium: none of " + PLACES;
		if ("true".equals(System.getenv("CI"))) {
			return fail(reason);
		}
		return abort(reason);
	}

	BrowserContext context(int width, int height, boolean script) {
		return this.chromium
			.newContext(new NewContextOptions().setViewportSize(width, height).setJavaScriptEnabled(script));
	}

	@Override
	public void close() {
		this.playwright.close();
	}

}
