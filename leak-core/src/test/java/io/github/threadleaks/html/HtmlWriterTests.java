// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.html;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HtmlWriterTests {

	private final HtmlWriter html = new HtmlWriter();

	@Test
	void textsAndValuesCannotLeaveTheirPlace() {
		String hostile = "\"'><script>&amp;";
		String escaped = "&quot;&#39;&gt;&lt;script&gt;&amp;amp;";
		assertThat(this.html.element("p", hostile, "title", hostile).take())
			.isEqualTo("<p title=\"" + escaped + "\">" + escaped + "</p>");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a b", "a>", "a=", "\"", "ä", "a/" })
	void aNameIsAWordOrRefused(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.html.open(name));
		assertThatIllegalArgumentException().isThrownBy(() -> this.html.close(name));
		assertThatIllegalArgumentException().isThrownBy(() -> this.html.empty("p", name, "x"));
	}

	@Test
	void whatWasTakenIsNotThereAgain() {
		assertThat(this.html.text(1).take()).isEqualTo("1");
		assertThat(this.html.text(2).take()).isEqualTo("2");
	}

	@Test
	void aQueryHasNoCharacterThatMeansSomething() {
		assertThat(HtmlWriter.encode("^(a-#.b_c~|ü &=+%\n)$"))
			.isEqualTo("%5E%28a-%23.b_c~%7C%C3%BC%20%26%3D%2B%25%0A%29%24");
	}

	@Test
	void nobodyRefreshesMoreOftenThanEveryFiveSeconds() {
		assertThat(HtmlPage.begin(this.html, "t", "h", Duration.ofSeconds(1)).take())
			.contains("data-interval=\"5000\"");
		assertThat(HtmlPage.begin(this.html, "t", "h", Duration.ofSeconds(30)).take())
			.contains("data-interval=\"30000\"");
		assertThat(HtmlPage.begin(this.html, "t", "h", Duration.ZERO).take()).doesNotContain("data-interval=");
	}

	@Test
	void timesAreReadable() {
		assertThat(HtmlPage.time(Instant.parse("2026-01-01T12:00:00.123456789Z"))).isEqualTo("2026-01-01 12:00:00 UTC");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http:", "https:", "innerHTML", "eval(", "url(", "@import", "setAttribute(\"style" })
	void styleAndScriptAskNoOtherHostAndWriteNoMarkup(String forbidden) {
		String markup = PageAsset.SCRIPT.content()
			.replace("http://www.w3.org/2000/svg", "")
			.replace("next.innerHTML", "");
		assertThat(PageAsset.STYLE.content() + markup.replace("section.innerHTML", "")).doesNotContain(forbidden);
	}

}
