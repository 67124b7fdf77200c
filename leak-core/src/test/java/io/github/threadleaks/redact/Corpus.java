// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static java.util.Objects.requireNonNull;

/**
 * The texts of {@code redaction/secrets.txt} and {@code redaction/innocents.txt}.
 */
public final class Corpus {

	private static final Pattern MARKED = Pattern.compile("«([^»]*)»");

	private Corpus() {
	}

	/**
	 * A text with a secret.
	 *
	 * @param line the line of the file
	 * @param kind what kind of secret
	 * @param place where it stands: name, lock, frame or label
	 * @param text the text, or the name of the label
	 * @param value the value of the label, else empty
	 * @param secrets what must not be seen
	 */
	public record Secret(String line, String kind, String place, String text, String value, List<String> secrets) {

		static Secret parse(String line) {
			String[] columns = line.split("\t", -1);
			List<String> secrets = new ArrayList<>();
			Matcher marked = MARKED.matcher(line);
			while (marked.find()) {
				secrets.add(plain(marked.group(1)));
			}
			return new Secret(line, columns[0], columns[1], plain(columns[2]),
					(columns.length > 3) ? plain(columns[3]) : "", secrets);
		}

		/** What leaves of it. */
		public String redacted(Redactor redactor) {
			return this.place.equals("label")
					? redactor.redact(this.text) + " = " + redactor.label(this.text, this.value)
					: redactor.redact(this.text).toString();
		}

		private static String plain(String marked) {
			return marked.replaceAll("[«»¦]", "").replace('¶', '\n').replace('⇥', '\t').replace('␛', '\u001b');
		}

	}

	/** Everything that must not be seen. */
	public static List<Secret> secrets() {
		return lines("secrets.txt").stream().map(Secret::parse).toList();
	}

	/** What only looks like it. */
	static List<String> innocents() {
		return lines("innocents.txt");
	}

	private static List<String> lines(String file) {
		try (InputStream stream = requireNonNull(Corpus.class.getResourceAsStream("/redaction/" + file))) {
			return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines()
				.filter((line) -> !line.startsWith("# "))
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
