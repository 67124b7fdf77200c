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

	/** Shorter words behind {@code bearer} may be English. */
	private static final int LONG_WORD = 20;

	/** Longer than any count, time or order number. */
	private static final int LONG_NUMBER = 24;

	private Randomness() {
	}

	/**
	 * Digits and letters; what has digits alone is a number unless it is very long.
	 */
	static boolean isHex(String text) {
		boolean digit = text.chars().anyMatch(Character::isDigit);
		return digit && (text.length() >= LONG_NUMBER || text.chars().anyMatch(Character::isLetter));
	}

	/**
	 * Letters of both cases and digits, changing often.
	 */
	static boolean looksRandom(String text) {
		boolean upper = false;
		boolean lower = false;
		boolean digit = false;
		int changes = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			upper |= Character.isUpperCase(c);
			lower |= Character.isLowerCase(c);
			digit |= Character.isDigit(c);
			changes += (i > 0 && changes(text.charAt(i - 1), c)) ? 1 : 0;
		}
		return upper && lower && digit && changes >= text.length() * MANY_CHANGES;
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
		String credential = schemeAndCredential.substring(schemeAndCredential.lastIndexOf(' ') + 1);
		credential = credential.substring(credential.lastIndexOf(':') + 1);
		return (credential.chars().anyMatch(Character::isDigit) && !credential.matches("[A-Za-z]+-?[0-9]{1,4}"))
				|| credential.length() >= LONG_WORD || (credential.endsWith("=") && credential.length() % 4 == 0)
				|| isUserAndPassword(credential);
	}

	private static boolean isUserAndPassword(String credential) {
		try {
			String decoded = new String(Base64.getDecoder().decode(credential), StandardCharsets.ISO_8859_1);
			return decoded.indexOf(':') > 0 && decoded.chars().allMatch((c) -> c >= ' ' && c < 0x7f);
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

}
