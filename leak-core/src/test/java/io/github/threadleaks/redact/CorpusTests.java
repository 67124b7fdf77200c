// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the built-in rules find, and what they leave alone. The tables of exceptions are
 * exact: a rule that gets better has to say so here as well.
 */
class CorpusTests {

	/** Secrets that are seen, each with the reason. */
	private static final Map<String, String> MISSED = missed();

	/** Innocents that are masked, and as what. */
	private static final Map<String, String> CHANGED = Map.of();

	private final Redactor redactor = Redactor.standard(List.of());

	private static Map<String, String> missed() {
		Map<String, String> missed = new TreeMap<>();
		missed.put("password «hunter2»", "no sign says that a value follows, as in 'password expiry'");
		missed.put("the password is «hunter2»", "a sentence");
		missed.put("the password for bob: x, then «hunter2»", "a sentence");
		missed.put("mysql -p«hunter2»", "-p is any option");
		missed.put("p=«hunter2»", "p is any key");
		missed.put("key=«hunter2»", "key is any key");
		missed.put("PASSWORD_«hunter2»", "a constant's name");
		missed.put("password=correct «horse»", "an unquoted value ends at a space");
		missed.put("order «123456782»", "one of eleven numbers of nine digits is a BSN; only a label tells");
		missed.put("aadhaar «234123412346»", "one of ten numbers of twelve digits has the checksum; only groups tell");
		missed.put("«4111 1111 1111 1112»", "no card: its checksum is wrong");
		missed.put("«alice»@localhost", "user@host without a domain, as in an object's identity");
		missed.put("«alice» at example dot com", "words");
		missed.put("key «c2VjcmV0»", "base64 shorter than 32 is any word");
		missed.put("read home/«alice»/x", "a relative path");
		missed.put("in /«alice»", "one step below the root is any route");
		missed.put("«167772177»", "an address as one number is any number");
		missed.put("v«8.8.8.8»", "a version");
		missed.put("{:password \"«hunter2»\"}", "a space is no sign but behind an option");
		missed.put("password::«hunter2»", "as in a method reference");
		missed.put("new Password(«hunter2»)", "a call");
		missed.put("&lt;password&gt;«hunter2»&lt;/password&gt;", "an element that is escaped");
		missed.put("{\"name\":\"password\",\"value\":\"«hunter2»\"}", "the key is a value itself");
		return missed;
	}

	@Test
	void noSecretIsSeenButThoseOfTheTable() {
		List<Corpus.Secret> secrets = Corpus.secrets();
		assertThat(secrets).hasSizeGreaterThan(300).doesNotHaveDuplicates();
		assertThat(secrets).allSatisfy((secret) -> {
			assertThat(secret.secrets()).as(secret.line()).isNotEmpty();
			assertThat(secret.text() + secret.value()).contains(secret.secrets());
		});
		Set<String> seen = secrets.stream()
			.filter((secret) -> secret.secrets().stream().anyMatch(secret.redacted(this.redactor)::contains))
			.map((secret) -> secret.line().split("\t", 3)[2])
			.collect(Collectors.toSet());
		assertThat(seen).containsExactlyInAnyOrderElementsOf(MISSED.keySet());
	}

	@Test
	void withoutRulesEverySecretIsSeen() {
		assertThat(Corpus.secrets()).filteredOn((secret) -> !secret.line().matches(".*[¶⇥␛].*"))
			.allSatisfy((secret) -> assertThat(secret.redacted(Redactor.disabled())).contains(secret.secrets()));
	}

	@Test
	void everyKindOfSecretAndPlaceIsThere() {
		Map<String, Long> kinds = Corpus.secrets()
			.stream()
			.collect(Collectors.groupingBy(Corpus.Secret::kind, Collectors.counting()));
		assertThat(kinds).hasSizeGreaterThanOrEqualTo(17)
			.allSatisfy((kind, count) -> assertThat(count).isGreaterThan(3));
		assertThat(Corpus.secrets()).extracting(Corpus.Secret::place).contains("name", "lock", "frame", "label");
	}

	@Test
	void maskingTwiceIsMaskingOnce() {
		assertThat(Corpus.secrets()).filteredOn((secret) -> !secret.place().equals("label")).allSatisfy((secret) -> {
			String once = secret.redacted(this.redactor);
			assertThat(this.redactor.redact(once)).hasToString(once);
		});
	}

	@Test
	void atMostTwoPercentOfTheInnocentsAreChanged() {
		List<String> innocents = Corpus.innocents();
		assertThat(innocents).hasSizeGreaterThan(200).doesNotHaveDuplicates();
		Map<String, String> changed = new TreeMap<>();
		innocents.forEach((innocent) -> {
			String redacted = this.redactor.redact(innocent).toString();
			if (!redacted.equals(innocent)) {
				changed.put(innocent, redacted);
			}
		});
		assertThat(changed).isEqualTo(CHANGED);
		assertThat(CHANGED.size() * 50).isLessThanOrEqualTo(innocents.size());
	}

	/** Seven thousand names that nobody chose for this test. */
	@Test
	void framesOfTheJdkStay() throws IOException {
		Path classes = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
		List<String> frames;
		try (Stream<Path> files = Files.walk(classes)) {
			frames = files.filter((file) -> file.toString().endsWith(".class"))
				.map((file) -> classes.relativize(file).toString().replace(".class", "").replace('/', '.'))
				.map((name) -> name + ".run(" + name.replaceAll(".*[.]|[$].*", "") + ".java:42)")
				.toList();
		}
		assertThat(frames).hasSizeGreaterThan(5_000);
		// the name of a cipher suite, as odd as a key
		assertThat(frames.stream().filter((frame) -> !this.redactor.redact(frame).toString().equals(frame)))
			.allMatch((frame) -> frame.contains("CC20P1305WriteCipher"))
			.hasSizeLessThan(10);
	}

	/** Keys are drawn, and the draw is the same each time. */
	@Test
	void drawnKeysAreFound() {
		Random random = new Random(42);
		int seen = 0;
		for (int i = 0; i < 5_000; i++) {
			byte[] key = new byte[24 + i % 25];
			random.nextBytes(key);
			String text = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
			seen += this.redactor.redact("key " + text).toString().contains(text) ? 1 : 0;
		}
		// the rest has no digit or, rarely, few changes of case
		assertThat(seen).isBetween(1, 5_000 * 3 / 100);
	}

}
