// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees what is created in a directory, however soon it is deleted.
 */
final class NewFiles implements AutoCloseable {

	private final WatchService service;

	private final WatchKey key;

	NewFiles(Path directory) throws IOException {
		this.service = directory.getFileSystem().newWatchService();
		this.key = directory.register(this.service, StandardWatchEventKinds.ENTRY_CREATE);
	}

	/** The names so far, each told once. */
	List<String> names() {
		List<String> names = new ArrayList<>();
		for (WatchEvent<?> event : this.key.pollEvents()) {
			if (event.kind() == StandardWatchEventKinds.OVERFLOW) {
				throw new IllegalStateException("Some were missed");
			}
			names.add(String.valueOf(event.context()));
		}
		return names;
	}

	@Override
	public void close() throws IOException {
		this.service.close();
	}

}
