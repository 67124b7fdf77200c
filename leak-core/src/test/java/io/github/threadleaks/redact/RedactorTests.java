// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RedactorTests {

	private static final String JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl";

	private final Redactor redactor = Redactor.standard(List.of());

	private String redact(String raw) {
		return this.redactor.redact(raw).toString();
	}

	static Stream<Arguments> secrets() {
		return Stream.of(arguments("GET https://alice:pw@db.example.com/x", "GET https://[user-info]@db.example.com/x"),
				arguments("https://api.example.com/x?user=a&key=b", "https://api.example.com/x?[query]"),
				arguments("ws://api.example.com/x#fragment", "ws://api.example.com/x?[query]"),
				arguments("for " + JWT, "for [token]"), arguments("Bearer abc.def-123", "Bearer [token]"),
				arguments("Authorization: Basic dXNlcjpwYXNz", "Authorization: [secret]"),
				arguments("export password=hunter2 now", "export password=[secret] now"),
				arguments("db.passwd: hunter2", "db.passwd: [secret]"),
				arguments("API_KEY='abc def';x", "API_KEY=[secret];x"),
				arguments("{\"clientSecret\":\"x y\",\"a\":1}", "{\"clientSecret\":[secret],\"a\":1}"),
				arguments("JSESSIONID=AB12", "JSESSIONID=[secret]"),
				arguments("accessKey = AKIA1", "accessKey = [secret]"),
				arguments("credentials:u/p)", "credentials:[secret])"),
				arguments("password.java:hunter", "password.java:[secret]"),
				arguments("mail to alice.smith+x@mail.example.co.uk now", "mail to [email] now"),
				arguments("read /home/alice/secret.txt", "read [path]"), arguments("/etc/passwd", "[path]"),
				arguments("copy (/var/log/app.log)", "copy ([path])"), arguments("in /tmp", "in [path]"),
				arguments("file:/srv/data/x", "file:[path]"), arguments("C:\\Users\\alice\\x.txt", "[path]"),
				arguments("\\\\server\\share\\x", "[path]"), arguments("to 10.0.0.17:5672", "to [ip]:5672"),
				arguments("RMI TCP Connection(4)-127.0.0.1", "RMI TCP Connection(4)-[ip]"),
				arguments("from 2001:db8::1", "from [ip]"), arguments("fe80:0:0:0:1:2:3:4", "[ip]"),
				arguments("to ::1", "to [ip]"), arguments("card 4111 1111 1111 1111", "card [card]"),
				arguments("card-4111-1111-1111-1111", "card-[card]"),
				arguments("job-123e4567-e89b-12d3-a456-426614174000", "job-[uuid]"),
				arguments("MongoDB-65f1c0ffee0123456789abcd", "MongoDB-[hex]"),
				arguments("at 0x00007f01deadbeef00", "at [hex]"),
				arguments("key Zm9vYmFyMTIzNDU2Nzg5MFhZWmFiY2RlZg==", "key [base64]"));
	}

	@ParameterizedTest
	@MethodSource("secrets")
	void whatIsSensitiveIsMasked(String raw, String redacted) {
		assertThat(redact(raw)).isEqualTo(redacted);
	}

	@ParameterizedTest
	@MethodSource("secrets")
	void redactingTwiceChangesNothingMore(String raw, String redacted) {
		assertThat(redact(redacted)).as(raw).isEqualTo(redacted);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "main", "pool-1-thread-1", "http-nio-8080-exec-3", "Connection evictor",
			"kafka-producer-network-thread | producer-1", "com.acme.OrderService.export(OrderService.java:42)",
			"java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionNode.block(AbstractQueuedSynchronizer.java:506)",
			"jdk.internal.misc.Unsafe.park(Native Method)", "com.acme.Mailer$$Lambda.run(Unknown Source)",
			"com.acme.TokenService.refresh(TokenService.java:42)",
			"org.springframework.security.web.access.intercept.AuthorizationFilter.doFilter(AuthorizationFilter.java:95)",
			"com.acme.PasswordStore.read(PasswordStore.kt:7)", "version 1.2.3", "spring-boot-3.5.16.jar",
			"localhost:8080", "db.example.com:5432", "at 12:34:56", "2026-01-01T00:00:00Z", "token-refresher",
			"password-expiry-job", "text/plain", "a/b", "1/2 done", "order 1234567890", "order 4111 1111 1111 1112",
			"deadbeef", "Löschdienst", "监视器", "🧵 worker", "50 % of 10" })
	void whatOnlyLooksSensitiveStays(String innocent) {
		assertThat(redact(innocent)).isEqualTo(innocent);
	}

	@Test
	void theCallersRulesApplyFirst() {
		Redactor own = Redactor.standard(List.of(RedactionRule.of("tenant", "tenant-([A-Z])[a-z]+", "tenant-$1*")));
		assertThat(own.redact("job of tenant-Acme password=x")).hasToString("job of tenant-A* password=[secret]");
	}

	@Test
	void controlCharactersBecomeVisible() {
		assertThat(redact("a\u001b[31mred\u0000\r\n\tb\u0085")).isEqualTo("a?[31mred????b?");
		assertThat(redact("user\u202Egnp.exe")).isEqualTo("user?gnp.exe");
		assertThat(redact("zero\u200Bwidth\u2028line")).isEqualTo("zero?width?line");
	}

	@Test
	void halvesOfSurrogatePairsBecomeVisible() {
		assertThat(redact("\ud800x")).isEqualTo("?x");
		assertThat(redact("x\udc00")).isEqualTo("x?");
		assertThat(redact("🧵".repeat(300))).endsWith("🧵...").doesNotContain("?");
		assertThat(redact("x" + "🧵".repeat(300))).endsWith("🧵?...");
	}

	@Test
	void aNameOfAMegabyteIsCut() {
		for (String part : List.of("x", "a@", "/a", "1.", "eyJ", "password=", "((((", "\u001b", "🧵")) {
			String redacted = redact(part.repeat((1 << 20) / part.length()));
			assertThat(redacted).hasSizeLessThanOrEqualTo(Redactor.MAX_OUTPUT + "...".length());
			assertThat(redact(redacted)).as(part).isEqualTo(redacted);
		}
	}

	@Test
	void aSecretBehindWhatIsShownIsNotShown() {
		assertThat(redact("x".repeat(5_000) + " password=hunter2")).doesNotContain("hunter");
	}

	@Test
	void halfASecretIsNotShownEither() {
		// the long token shrinks, and what stands where the text is cut comes to the fore
		String begin = "Zm9vYmFyMTIz".repeat(200).substring(0, Redactor.MAX_INPUT - 15);
		assertThat(redact(begin + " to alice@example.com and more")).isEqualTo("...");
		assertThat(redact("job ".repeat(40) + begin.substring(160) + " to alice@example.com and more"))
			.startsWith("job job job job ")
			.doesNotContain("alice")
			.endsWith("...");
	}

	/** Not only what is found is gone: what follows on it stays. */
	@Test
	void aNumberEndsWhereItsChecksumSays() {
		assertThat(redact("card 4111 1111 1111 1111 12345 ok")).isEqualTo("card [card] 12345 ok");
		assertThat(redact("4111111111111111 4111111111111111")).isEqualTo("[card] [card]");
		assertThat(redact("pay DE89370400440532013000 to Acme Corporation"))
			.isEqualTo("pay [iban] to Acme Corporation");
	}

	@Test
	void aListThatIsCutOffHidesAllOfIt() {
		assertThat(redact("passwords=[" + "hunter2, ".repeat(400) + "]")).doesNotContain("hunter2");
		assertThat(redact("{\"passwords\":{" + "\"a\":\"hunter2\",".repeat(400))).doesNotContain("hunter2");
	}

	@Test
	void aRouteKeepsItsSlashesAndNothingElse() {
		assertThat(this.redactor.route("GET /home/orders/{id}")).hasToString("GET /home/orders/{id}");
		assertThat(this.redactor.route("GET /x/password=ab/cd")).hasToString("GET /x/password=[secret]");
		assertThat(this.redactor.route("GET /to/alice@example.com/x")).hasToString("GET /to/[email]/x");
		assertThat(this.redactor.route("GET /" + "x".repeat(495) + "/alice@example.com").toString())
			.doesNotContain("alice");
		assertThat(this.redactor.route("GET /" + "x/".repeat(5_000)).toString()).hasSize(515);
	}

	@Test
	void withoutRulesTextsAreStillPrintableAndBounded() {
		Redactor disabled = Redactor.disabled();
		assertThat(disabled.redact("password=hunter2\u001b")).hasToString("password=hunter2?");
		assertThat(disabled.redact("x".repeat(1 << 20)).toString()).hasSize(515);
	}

	@Test
	void theValueOfALabelIsMaskedByItsName() {
		assertThat(this.redactor.label("db.password", "hunter2")).hasToString("[secret]");
		assertThat(this.redactor.label("tenant", "acme")).hasToString("acme");
		assertThat(this.redactor.label("tenant", "alice@example.com")).hasToString("[email]");
		assertThat(Redactor.disabled().label("db.password", "hunter2")).hasToString("hunter2");
	}

	@Test
	void whatIsRememberedIsBounded() {
		MaskedTexts texts = new MaskedTexts();
		RedactedText first = texts.computeIfAbsent("first", this.redactor::redact);
		for (int i = 0; i < 100_000; i++) {
			assertThat(texts.computeIfAbsent("first", Redactor.disabled()::redact)).isSameAs(first);
			texts.computeIfAbsent("x".repeat(400) + i, Redactor.disabled()::redact);
		}
		assertThat(texts.characters()).isBetween(MaskedTexts.MAX_CHARACTERS - 2_048, MaskedTexts.MAX_CHARACTERS);
	}

	@Test
	void aChangeComesAfterTheRules() {
		assertThat(this.redactor.redact("password=1234", (text) -> text.replaceAll("[0-9]", "#")))
			.hasToString("password=[secret]");
		assertThat(this.redactor.redact("card 4111 1111 1111 1111 of 7", (text) -> text.replaceAll("[0-9]", "#")))
			.hasToString("card [card] of #");
	}

	@Test
	void theSameTextIsMaskedOnce() {
		assertThat(this.redactor.redact("password=x")).isSameAs(this.redactor.redact("password=x"));
		for (int i = 0; i < 10_000; i++) {
			assertThat(redact("password=" + i)).isEqualTo("password=[secret]");
		}
	}

	@Test
	void aSentenceMasksWhatIsFilledIn() {
		assertThat(
				this.redactor.sentence("%s has %d threads, %s", "/home/alice/x", 7, this.redactor.redact("password=x")))
			.hasToString("[path] has 7 threads, password=[secret]");
		assertThat(this.redactor.sentence("%s", "100 % of %s")).hasToString("100 % of %s");
	}

	@Test
	void redactedTextsAreEqualByTheirText() {
		assertThat(this.redactor.redact("a")).isEqualTo(Redactor.disabled().redact("a"))
			.hasSameHashCodeAs(Redactor.disabled().redact("a"))
			.isNotEqualTo(this.redactor.redact("b"))
			.isLessThan(this.redactor.redact("b"));
	}

}
