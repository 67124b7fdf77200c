// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Tells drawn letters from written words.
 */
final class Randomness {

	/**
	 * Of two neighbours in base64, 42 % change between letter and digit or from lower to
	 * upper case; in names of classes and threads, less than 20 % do.
	 */
	private static final double MANY_CHANGES = 0.22;

	/** The shortest part of a text that is looked at by itself. */
	private static final int WINDOW = 32;

	/** Of the parts of a name some have more changes than all of it. */
	private static final double MANY_CHANGES_OF_A_PART = 0.28;

	/** Shorter words behind {@code bearer} may be English. */
	private static final int LONG_WORD = 20;

	/** Longer than any count, time or order number. */
	private static final int LONG_NUMBER = 24;

	/** What may stand between a scheme and its credential, which has none of them. */
	private static final char[] SEPARATORS = { ' ', ':', '"', '\'' };

	private Randomness() {
	}

	/**
	 * Digits and letters; what has digits alone is a number unless it is very long.
	 */
	static boolean isHex(String text) {
		boolean digit = text.chars().anyMatch(Character::isDigit);
		return digit && (text.length() >= LONG_NUMBER || text.chars().anyMatch(Character::isLetter));
	}

	static boolean isLong(int hexDigits) {
		return hexDigits >= LONG_NUMBER;
	}

	/**
	 * Whether a match, unless it begins inside a word, is a key in base64. What is
	 * shorter than 32 is one only with its padding, which assigns nothing.
	 */
	static boolean isBase64(String text, int start, int end) {
		char next = (end < text.length()) ? text.charAt(end) : ' ';
		boolean assigns = !text.startsWith("==", end - 2) && "\"'[{(".indexOf(next) >= 0;
		boolean padded = (end - start) % 4 == 0 && !assigns && !Character.isLetterOrDigit(next);
		boolean inside = start > 0
				&& (Character.isLetterOrDigit(text.charAt(start - 1)) || "+/_-".indexOf(text.charAt(start - 1)) >= 0);
		return !inside && (end - start >= WINDOW || padded) && looksRandom(text.substring(start, end));
	}

	/**
	 * Whether all of it changes often between letters and digits or, behind a path or a
	 * name, some part of it does more often.
	 */
	static boolean looksRandom(String text) {
		boolean random = isDrawn(text, MANY_CHANGES);
		for (int i = 0; !random && i + WINDOW <= text.length(); i += WINDOW / 4) {
			random = isDrawn(text.substring(i, i + WINDOW), MANY_CHANGES_OF_A_PART);
		}
		return random;
	}

	/** Letters of both cases or, if there is no other sign between them, of one. */
	private static boolean isDrawn(String text, double manyChanges) {
		boolean upper = false;
		boolean lower = false;
		boolean digit = false;
		boolean sign = false;
		int changes = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			upper |= Character.isUpperCase(c);
			lower |= Character.isLowerCase(c);
			digit |= Character.isDigit(c);
			sign |= !Character.isLetterOrDigit(c);
			changes += (i > 0 && changes(text.charAt(i - 1), c)) ? 1 : 0;
		}
		return digit && (!sign || (upper && lower)) && changes >= text.length() * manyChanges;
	}

	private static boolean changes(char before, char c) {
		boolean numberAndLetter = (Character.isDigit(before) && Character.isLetter(c))
				|| (Character.isLetter(before) && Character.isDigit(c));
		return numberAndLetter || (Character.isLowerCase(before) && Character.isUpperCase(c));
	}

	/**
	 * What follows the name of an authentication scheme: a user and a password in base64,
	 * or something with a digit, or long. {@code Basic authentication} is a word.
	 */
	static boolean isCredential(String schemeAndCredential) {
		int from = schemeAndCredential.lastIndexOf("%20") + 2;
		for (char separator : SEPARATORS) {
			from = Math.max(from, schemeAndCredential.lastIndexOf(separator));
		}
		String credential = schemeAndCredential.substring(from + 1);
		return (credential.chars().anyMatch(Character::isDigit) && !credential.matches("[A-Za-z]+-?[0-9]{1,4}"))
				|| credential.length() >= LONG_WORD || (credential.endsWith("=") && credential.length() % 4 == 0)
				|| isUserAndPassword(credential);
	}

	private static boolean isUserAndPassword(String credential) {
		try {
			String whole = credential.substring(0, credential.length() - credential.length() % 4);
			String decoded = new String(Base64.getDecoder().decode(whole), StandardCharsets.ISO_8859_1);
			return decoded.indexOf(':') > 0 && decoded.chars().allMatch((c) -> c >= ' ' && c < 0x7f);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
