// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody looks at a page. At the end nothing went wrong in the console, and no other
 * host was asked for anything.
 */
final class Visit implements AutoCloseable {

	private static final Path SHOTS = Path.of("target", "screenshots");

	private final BrowserContext context;

	private final Page page;

	private final List<String> complaints = new CopyOnWriteArrayList<>();

	private final List<String> requests = new CopyOnWriteArrayList<>();

	private final String host;

	Visit(BrowserContext context, String address) {
		this.context = context;
		this.host = URI.create(address).getAuthority();
		this.page = context.newPage();
		this.page.onConsoleMessage((message) -> this.complaints.add(message.type() + ": " + message.text()));
		this.page.onPageError(this.complaints::add);
		this.page.onRequest((request) -> this.requests.add(request.url()));
		this.page.navigate(address);
	}

	Page page() {
		return this.page;
	}

	BrowserContext context() {
		return this.context;
	}

	List<String> requests() {
		return this.requests;
	}

	/** What the console says is expected from here on. */
	void forgive() {
		this.complaints.clear();
	}

	void shoot(String name) {
		this.page.screenshot(new Page.ScreenshotOptions().setPath(SHOTS.resolve(name + ".png")).setFullPage(true));
	}

	@Override
	public void close() {
		this.context.close();
		assertThat(this.complaints).as("console").isEmpty();
		assertThat(this.requests).as("requests")
			.isNotEmpty()
			.filteredOn((address) -> !address.startsWith("data:"))
			.allSatisfy((address) -> assertThat(URI.create(address).getAuthority()).isEqualTo(this.host));
	}

}
