// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the script {@code certificates} has made, as a client uses it.
 *
 * @param directory where they are
 */
record Certificates(Path directory) {

	private static final char[] PASSWORD = "throw-away".toCharArray();

	/** Runs the script as a user would. */
	static Certificates make(Path directory) throws IOException, InterruptedException {
		ProcessBuilder script = new ProcessBuilder("./certificates", directory.toString());
		script.environment().put("JAVA_HOME", System.getProperty("java.home"));
		Path said = Files.createTempFile("certificates", ".log");
		Process process = script.redirectErrorStream(true).redirectOutput(said.toFile()).start();
		boolean ended = process.waitFor(100, TimeUnit.SECONDS);
		if (!ended) {
			process.destroyForcibly();
		}
		String output = Files.readString(said);
		Files.delete(said);
		if (!ended || process.exitValue() != 0) {
			throw new IOException("No certificates: " + output);
		}
		return new Certificates(directory);
	}

	/**
	 * What a client needs who trusts the authority.
	 * @param client the name of its own certificate, or empty for none
	 */
	SSLContext client(String client) throws GeneralSecurityException, IOException {
		TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		trust.init(store("trust"));
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(client.isEmpty() ? new KeyManager[0] : keys(client), trust.getTrustManagers(), null);
		return context;
	}

	private KeyManager[] keys(String name) throws GeneralSecurityException, IOException {
		KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		keys.init(store(name), PASSWORD);
		return keys.getKeyManagers();
	}

	private KeyStore store(String name) throws GeneralSecurityException, IOException {
		KeyStore store = KeyStore.getInstance("PKCS12");
		try (InputStream file = Files.newInputStream(this.directory.resolve(name + ".p12"))) {
			store.load(file, PASSWORD);
		}
		return store;
	}

}
