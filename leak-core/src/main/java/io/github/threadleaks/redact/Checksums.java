// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The check digits of cards and of national numbers: what tells them from order numbers.
 * Spaces and signs between the digits do not count.
 */
final class Checksums {

	private static final String DNI_LETTERS = "TRWAGMYFPDXBNJZSQVHLCKE";

	private static final int[] CHINESE_WEIGHTS = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };

	/** Verhoeff's permutation of a digit at a position, repeating after 8. */
	private static final String[] VERHOEFF_PERMUTATION = { "0123456789", "1576283094", "5803796142", "8916043527",
			"9453126870", "4286573901", "2793806415", "7046913258" };

	/** The multiplication of the dihedral group D5. */
	private static final String[] DIHEDRAL = { "0123456789", "1234067895", "2340178956", "3401289567", "4012395678",
			"5987604321", "6598710432", "7659821043", "8765932104", "9876543210" };

	/** With which an IBAN begins. */
	private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

	private Checksums() {
	}

	/** Letters and digits alone, in upper case. */
	static String plain(String text) {
		StringBuilder result = new StringBuilder(text.length());
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z')) {
				result.append(c);
			}
			else if (c >= 'a' && c <= 'z') {
				result.append((char) (c - 'a' + 'A'));
			}
		}
		return result.toString();
	}

	private static int digit(String digits, int index) {
		return digits.charAt(index) - '0';
	}

	/**
	 * ISO/IEC 7812-1, annex B: every second digit from the right is doubled, the digits
	 * add up to a multiple of 10.
	 */
	static boolean luhn(String text) {
		String digits = plain(text);
		int sum = 0;
		for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
			int digit = digit(digits, digits.length() - 1 - fromRight);
			sum += (fromRight % 2 == 0) ? digit : (digit * 2) / 10 + (digit * 2) % 10;
		}
		return sum % 10 == 0;
	}

	/**
	 * A payment card: its issuer's first digit is 2 to 6 (ISO/IEC 7812-1), which times in
	 * milliseconds do not begin with until 2033, and its digits are written in groups of
	 * at least three, if at all. Another number may follow.
	 * @return where it ends, or {@code start}
	 */
	static int cardEnd(String text, int start, int end) {
		boolean card = text.charAt(start) >= '2' && text.charAt(start) <= '6'
				&& (!Addresses.goesOn(text, start) || !Character.isDigit(text.charAt(start - 1)));
		return card ? end(text, start, wholeGroups(text, start, end), 13, Checksums::luhn) : start;
	}

	/** Where groups of three digits and more end. */
	private static int wholeGroups(String text, int start, int end) {
		int group = start;
		for (int at = start; at <= end; at++) {
			if (at == end || !Character.isDigit(text.charAt(at))) {
				if (at - group < 3) {
					return Math.max(start, group - 1);
				}
				group = at + 1;
			}
		}
		return end;
	}

	/**
	 * ISO 13616: the first four moved to the end, letters as numbers, mod 97 is 1. Words
	 * may follow.
	 * @return where it ends, or {@code start}
	 */
	static int ibanEnd(String text, int start, int end) {
		boolean iban = COUNTRIES.contains(plain(text.substring(start, start + 2))) && !Addresses.goesOn(text, start);
		return iban
				? end(text, start, end, 15,
						(number) -> number.length() <= 34 && mod97(number.substring(4) + number.substring(0, 4)) == 1)
				: start;
	}

	/** The end of the longest number of whole words that has a checksum. */
	private static int end(String text, int start, int end, int shortest, Predicate<String> checksum) {
		for (int to = end; to - start >= shortest; to--) {
			boolean boundary = Character.isLetterOrDigit(text.charAt(to - 1))
					&& (to == text.length() || !Character.isLetterOrDigit(text.charAt(to)));
			String number = boundary ? plain(text.substring(start, to)) : "";
			if (number.length() >= shortest && checksum.test(number)) {
				return to;
			}
		}
		return start;
	}

	private static int mod97(String number) {
		int rest = 0;
		for (int i = 0; i < number.length(); i++) {
			int value = Character.digit(number.charAt(i), 36);
			rest = (rest * ((value < 10) ? 10 : 100) + value) % 97;
		}
		return rest;
	}

	/**
	 * The German tax number: ISO 7064 mod 11, 10; of the first ten digits one is there
	 * two or three times.
	 */
	static boolean steuerId(String text) {
		String digits = plain(text);
		int product = 10;
		int[] times = new int[10];
		for (int i = 0; i < 10; i++) {
			times[digit(digits, i)]++;
			int sum = (digit(digits, i) + product) % 10;
			product = (((sum == 0) ? 10 : sum) * 2) % 11;
		}
		long repeated = Arrays.stream(times).filter((count) -> count > 1).count();
		int most = Arrays.stream(times).max().orElse(0);
		return repeated == 1 && most <= 3 && (11 - product) % 10 == digit(digits, 10);
	}

	/** The Brazilian CPF: two check digits by weights that fall to 2. */
	static boolean cpf(String text) {
		String digits = plain(text);
		return digits.chars().distinct().count() > 1 && cpfDigit(digits, 9) == digit(digits, 9)
				&& cpfDigit(digits, 10) == digit(digits, 10);
	}

	private static int cpfDigit(String digits, int length) {
		int sum = 0;
		for (int i = 0; i < length; i++) {
			sum += digit(digits, i) * (length + 1 - i);
		}
		return (sum * 10) % 11 % 10;
	}

	/** The Spanish DNI and NIE: the letter is the number mod 23. */
	static boolean dni(String text) {
		String plain = plain(text);
		int first = "XYZ".indexOf(plain.charAt(0));
		int last = plain.length() - 1;
		int number = Integer.parseInt(((first < 0) ? "" : first) + plain.substring((first < 0) ? 0 : 1, last));
		return DNI_LETTERS.charAt(number % 23) == plain.charAt(last);
	}

	/** The Dutch BSN: weights 9 to 2 and -1, a multiple of 11. */
	static boolean bsn(String text) {
		String digits = plain(text.replaceAll("[^0-9]", ""));
		int sum = -digit(digits, 8);
		for (int i = 0; i < 8; i++) {
			sum += digit(digits, i) * (9 - i);
		}
		return sum % 11 == 0 && sum != 0;
	}

	/** The Chinese resident number: ISO 7064 mod 11, 2. */
	static boolean chinese(String text) {
		String plain = plain(text);
		int sum = 0;
		for (int i = 0; i < 17; i++) {
			sum += digit(plain, i) * CHINESE_WEIGHTS[i];
		}
		return "10X98765432".charAt(sum % 11) == plain.charAt(17);
	}

	/** The Indian Aadhaar number, by Verhoeff. */
	static boolean aadhaar(String text) {
		String digits = plain(text);
		int check = 0;
		for (int fromRight = 0; fromRight < digits.length(); fromRight++) {
			int digit = digit(digits, digits.length() - 1 - fromRight);
			check = digit(DIHEDRAL[check], digit(VERHOEFF_PERMUTATION[fromRight % 8], digit));
		}
		return check == 0;
	}

	/** The French NIR: the last two digits are 97 less the others mod 97. */
	static boolean nir(String text) {
		String digits = plain(text);
		return 97 - Long.parseLong(digits.substring(0, 13)) % 97 == Integer.parseInt(digits.substring(13));
	}

	/** The US social security number: areas, groups and serials that are never given. */
	static boolean ssn(String text) {
		return !text.startsWith("000") && !text.startsWith("666") && !text.substring(4, 6).equals("00")
				&& !text.endsWith("0000");
	}

}
