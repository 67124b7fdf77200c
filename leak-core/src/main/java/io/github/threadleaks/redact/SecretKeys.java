// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Which keys have a secret as their value: it is the last word of a key that says what
 * the value is, so that {@code passwordExpiryJob} has none and {@code dbPassword} has.
 */
final class SecretKeys {

	/** How sure a key makes it. */
	enum Meaning {

		/** Not a secret. */
		NONE,

		/** A secret where it is an assignment, such as {@code pin=1234}. */
		MAYBE,

		/** A secret. */
		SECRET

	}

	private static final Set<String> SURE = Set.of("password", "passwords", "passwd", "passwort", "passphrase",
			"passcode", "pwd", "pw", "mdp", "storepass", "keypass", "secret", "secrets", "token", "tokens",
			"credential", "credentials", "apikey", "accesskey", "privatekey", "secretkey", "jsessionid", "phpsessid",
			"sessionid", "sessid", "authorization", "cookie", "cookies", "jwt", "otp", "totp", "cvv", "cvc", "ssn",
			"bsn", "cpf", "nino", "aadhaar", "iban", "kennwort", "senha", "contrasena", "contraseña", "motdepasse",
			"wachtwoord", "lösenord", "пароль", "密码", "密碼", "パスワード", "비밀번호", "hasło", "şifre", "parola");

	private static final Set<String> UNSURE = Set.of("pass", "auth", "pin", "sid", "sig", "signature", "session",
			"bearer", "dni", "nie", "passport", "clave", "mfa");

	/** With these before it, a key opens something. */
	private static final Set<String> OPENERS = Set.of("api", "access", "private", "secret", "encryption", "signing",
			"master", "account", "shared", "license", "auth", "ssh", "pgp", "gpg", "client", "aes", "rsa", "hmac",
			"service", "storage", "subscription", "session", "token");

	/** What a key ends in when its words are written as one. */
	private static final List<String> ENDINGS = List.of("password", "passwd", "passwort", "passphrase", "secret",
			"token", "motdepasse", "authcode", "authorizationcode", "codeverifier", "apikey", "accesskey", "privatekey",
			"secretkey", "sessionid", "sessid", "credentials");

	/** Words behind the one that counts. */
	private static final Set<String> SUFFIXES = Set.of("value", "text", "string", "raw", "plain", "hash", "base",
			"encoded", "encrypted", "enc", "new", "old", "current", "confirm", "confirmation", "header", "prod", "test",
			"dev", "stage", "staging", "live", "local", "default", "primary");

	private static final Set<String> SOURCES = Set.of("java", "kt", "scala", "groovy", "clj", "js", "py", "rb", "go",
			"c", "cpp", "h", "rs");

	private SecretKeys() {
	}

	/** What the value of a key is. */
	static Meaning of(String key) {
		int dot = key.lastIndexOf('.');
		String name = key.substring(dot + 1);
		boolean half = dot > 0 && (name.equalsIgnoreCase("key") || name.equalsIgnoreCase("id"));
		Meaning last = ofPart(half ? key : name);
		boolean suffix = dot > 0 && (SUFFIXES.contains(name.toLowerCase(Locale.ROOT)) || SOURCES.contains(name));
		return suffix ? of(key.substring(0, dot)) : last;
	}

	/** A file name and a line, as in a frame. */
	static boolean isSource(String key) {
		int dot = key.lastIndexOf('.');
		return dot > 0 && SOURCES.contains(key.substring(dot + 1));
	}

	private static Meaning ofPart(String part) {
		List<String> words = words(part);
		while (words.size() > 1 && SUFFIXES.contains(words.get(words.size() - 1))) {
			words.remove(words.size() - 1);
		}
		if (words.isEmpty()) {
			return Meaning.NONE;
		}
		String last = words.get(words.size() - 1);
		String before = (words.size() > 1) ? words.get(words.size() - 2) : "";
		String together = String.join("", words);
		if (SURE.contains(last) || SURE.contains(together) || ENDINGS.stream().anyMatch(together::endsWith)
				|| (last.equals("key") && OPENERS.contains(before))
				|| (last.equals("id") && Set.of("session", "token", "key", "secret").contains(before))) {
			return Meaning.SECRET;
		}
		return UNSURE.contains(last) ? Meaning.MAYBE : Meaning.NONE;
	}

	/** The words of a key in lower case, without numbers. */
	private static List<String> words(String key) {
		List<String> words = new ArrayList<>();
		StringBuilder word = new StringBuilder();
		for (int i = 0; i < key.length(); i++) {
			char c = key.charAt(i);
			boolean begins = Character.isUpperCase(c) && i > 0 && (Character.isLowerCase(key.charAt(i - 1))
					|| (i + 1 < key.length() && Character.isLowerCase(key.charAt(i + 1))));
			if ((begins || !Character.isLetter(c)) && !word.isEmpty()) {
				words.add(word.toString().toLowerCase(Locale.ROOT));
				word.setLength(0);
			}
			if (Character.isLetter(c)) {
				word.append(c);
			}
		}
		if (!word.isEmpty()) {
			words.add(word.toString().toLowerCase(Locale.ROOT));
		}
		return words;
	}

}
