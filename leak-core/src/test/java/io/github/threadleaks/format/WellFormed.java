// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.google.perftools.profiles.ProfileProto.Profile;
import com.google.re2j.Pattern;
import io.github.threadleaks.snapshot.Snapshot;
import org.jsoup.nodes.Document;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads every format back by a parser that takes no mistake.
 */
public final class WellFormed {

	private static final Pattern COLLAPSED_LINE = Pattern.compile("[^;]+(?:;[^;]+)+ \\d+(?: \\d+)?");

	private static final Pattern DOT_TEXT = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

	private WellFormed() {
	}

	/**
	 * Fails if a format of a snapshot cannot be read back or has a character that a
	 * terminal or a log would act on.
	 */
	static void check(Snapshot snapshot) {
		for (SnapshotFormat format : SnapshotFormat.values()) {
			byte[] written = Snapshots.write(format, snapshot);
			switch (format) {
				case PPROF -> profile(Profiles.of(snapshot));
				case DOT -> dot(text(written));
				case COLLAPSED -> assertThat(text(written).lines()).allMatch(COLLAPSED_LINE::matches);
				case TEXT -> text(written);
				case FLAMEGRAPH -> page(text(written));
				case JSON -> json(text(written));
			}
		}
	}

	private static void profile(Profile profile) {
		assertThat(profile.getStringTableList()).allSatisfy(WellFormed::harmless);
	}

	private static void dot(String graph) {
		String structure = DOT_TEXT.matcher(graph).replaceAll("text");
		assertThat(structure).doesNotContain("\"").startsWith("digraph").endsWith("}\n");
		assertThat(structure.chars().filter((c) -> c == '{').count())
			.isEqualTo(structure.chars().filter((c) -> c == '}').count());
		assertThat(structure).as("what stands outside of quotes").matches("[\\w\\s{}\\[\\]=,;.#>-]*");
	}

	private static void json(String text) {
		try (JsonParser parser = new JsonFactory().createParser(text)) {
			int tokens = 0;
			while (parser.nextToken() != null) {
				tokens++;
			}
			assertThat(tokens).isGreaterThan(2);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fails if a page is no HTML, or a text of it has become markup.
	 * @param page the page
	 * @return what a browser makes of it
	 */
	public static Document page(String page) {
		Parser parser = Parser.htmlParser().setTrackErrors(10);
		Document document = parser.parseInput(page, "http://localhost/");
		assertThat(parser.getErrors().stream().map(ParseError::toString).toList()).isEmpty();
		assertThat(document.select("iframe, object, embed, img, [onload], [onclick], [onerror]")).isEmpty();
		assertThat(document.select("script")).allMatch((script) -> script.data().startsWith("\"use strict\";"));
		return document;
	}

	/**
	 * Fails if bytes are no UTF-8, or have a control character other than a line feed and
	 * a tab, a direction override or half a surrogate pair.
	 * @param written the bytes
	 * @return the text
	 */
	public static String text(byte[] written) {
		try {
			String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(written)).toString();
			harmless(text.replace("\n", "").replace("\t", ""));
			return text;
		}
		catch (CharacterCodingException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fails if a text has a character that is not to be seen.
	 * @param text the text
	 */
	public static void harmless(String text) {
		List<String> harmful = text.codePoints()
			.filter((c) -> List
				.of(Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
						Character.PARAGRAPH_SEPARATOR)
				.contains((byte) Character.getType(c)))
			.mapToObj(Integer::toHexString)
			.toList();
		assertThat(harmful).isEmpty();
	}

}
