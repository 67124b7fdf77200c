// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * What is written into every page as it is.
 */
enum PageAsset {

	/** How it looks. */
	STYLE("style", "page.css"),

	/** What it does. */
	SCRIPT("script", "page.js");

	private final String element;

	private final String content;

	PageAsset(String element, String resource) {
		this.element = element;
		this.content = read(resource);
	}

	String element() {
		return this.element;
	}

	String content() {
		return this.content;
	}

	/** The source by which a policy allows it, such as {@code 'sha256-...'}. */
	String source() {
		try {
			byte[] hash = MessageDigest.getInstance("SHA-256").digest(this.content.getBytes(StandardCharsets.UTF_8));
			return "'sha256-" + Base64.getEncoder().encodeToString(hash) + "'";
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every JDK has SHA-256", ex);
		}
	}

	private static String read(String resource) {
		try (InputStream in = PageAsset.class.getResourceAsStream(resource)) {
			if (in == null) {
				throw new IllegalStateException("The jar lacks " + resource);
			}
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
