// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;

import io.github.threadleaks.html.HtmlPage;
import io.github.threadleaks.html.HtmlWriter;
import io.github.threadleaks.snapshot.Snapshot;

/**
 * A snapshot as a page: a flame graph, piece by piece a frame.
 */
final class FlameGraphFormat {

	private FlameGraphFormat() {
	}

	static Iterator<byte[]> pieces(Snapshot snapshot) {
		HtmlWriter html = new HtmlWriter();
		return Pieces.of(Pieces.concat(List.of(Pieces.lazy(() -> HtmlPage.documentType()
				+ HtmlPage.begin(html, "Threads by stack - Threadleaks", "Thread snapshot", Duration.ZERO).take()),
				FlameGraph.section(snapshot, "Threads by stack"),
				Pieces.lazy(() -> HtmlPage.end(html, "Texts are redacted, as everywhere.").take()))));
	}

}
