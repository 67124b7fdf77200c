// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

/**
 * Imports stock figures under a lock that readers take too. The mistake: a line that is
 * no number throws between lock and unlock, outside of any {@code finally}; the importing
 * worker goes back to its pool as the lock's owner. The worker is there from the start,
 * so each run leaks one more reader and nothing else.
 */
@Component
@Priority(9)
final class StockImport implements LeakScenario {

	private static final Logger logger = LoggerFactory.getLogger(StockImport.class);

	private final ThreadPoolExecutor importer = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(), new CustomizableThreadFactory("stock-import-"));

	private final ReentrantLock lock = new ReentrantLock();

	private final AtomicInteger readers = new AtomicInteger();

	private final Held<Thread> blocked = new Held<>();

	private int stock;

	StockImport() {
		this.importer.prestartCoreThread();
	}

	@Override
	public About about() {
		return new About("lock-never-released", "LOCK_NEVER_RELEASED",
				"A failed stock import keeps its lock, and each later reader of the stock waits for it.");
	}

	@Override
	public void run() {
		try {
			CompletableFuture.runAsync(() -> importStock("12,5"), this.importer).join();
		}
		catch (CompletionException ex) {
			logger.debug("Stock import failed", ex);
		}
		Thread reader = new Thread(this::readStock, "stock-reader-" + this.readers.incrementAndGet());
		reader.start();
		this.blocked.add(reader);
	}

	@SuppressWarnings("LockNotBeforeTry") // the mistake
	private void importStock(String line) {
		this.lock.lock();
		this.stock += Integer.parseInt(line);
		this.lock.unlock();
	}

	private int readStock() {
		this.lock.lock();
		try {
			return this.stock;
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Only the owner can unlock, and it has locked once for each run. */
	@Override
	public void release() {
		CompletableFuture.runAsync(() -> {
			while (this.lock.isHeldByCurrentThread()) {
				this.lock.unlock();
			}
		}, this.importer).join();
		this.blocked.releaseEach((reader) -> logger.debug("{} is free", reader.getName()));
	}

	@Override
	public int runs() {
		return this.blocked.size();
	}

	@PreDestroy
	void stop() {
		this.importer.shutdownNow();
	}

}
