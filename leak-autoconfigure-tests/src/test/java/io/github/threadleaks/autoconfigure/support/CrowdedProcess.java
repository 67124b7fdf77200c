// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@link CrowdedServer} in a JVM of its own, which ends when its heap is full.
 */
public final class CrowdedProcess implements AutoCloseable {

	private static final Pattern TOLD = Pattern.compile("(?:Serves on|Heap is) (\\d+)");

	/** What the server has said of itself, in its order; its log is let go. */
	private final BlockingQueue<Long> told = new LinkedBlockingQueue<>();

	private final Process process;

	private final long port;

	private CrowdedProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "crowded-process-output");
		reader.setDaemon(true);
		reader.start();
		this.port = next();
	}

	/**
	 * Starts a server and waits until it serves.
	 * @param heapMegabytes the most that its heap may have
	 * @param threads how many wait in it
	 * @param properties of the application
	 * @return the process
	 * @throws IOException if there is no JVM
	 */
	public static CrowdedProcess start(int heapMegabytes, int threads, String... properties) throws IOException {
		List<String> command = Stream
			.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
					"-Xmx" + heapMegabytes + "m", "-XX:+ExitOnOutOfMemoryError", "-cp",
					System.getProperty("java.class.path"), CrowdedServer.class.getName(), String.valueOf(threads)),
					Stream.of(properties))
			.toList();
		return new CrowdedProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
	}

	/** A full pipe would hold the server up. */
	private void read() {
		try (BufferedReader output = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				Matcher matcher = TOLD.matcher(line);
				if (matcher.find()) {
					this.told.add(Long.valueOf(matcher.group(1)));
				}
			}
		}
		catch (IOException ex) {
			// the process has ended
		}
	}

	private long next() {
		try {
			Long next = this.told.poll(2, TimeUnit.MINUTES);
			if (next == null) {
				throw new IllegalStateException("The server says nothing");
			}
			return next;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	public URI at(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	public boolean isAlive() {
		return this.process.isAlive();
	}

	/** Bytes of its heap in use after a collection. */
	public long heap() {
		try {
			this.process.getOutputStream().write('\n');
			this.process.getOutputStream().flush();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return next();
	}

	@Override
	public void close() {
		this.process.destroyForcibly().onExit().join();
	}

}
