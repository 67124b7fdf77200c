// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.documentation;

import java.util.List;

import io.github.threadleaks.judge.Pattern;

/**
 * How the code of a pattern's section is used.
 *
 * @param pattern whose section
 * @param members of the class around it, what the code takes for granted
 * @param before statements that use once what leaks
 * @param after statements that use once what does not
 */
record PatternExample(Pattern pattern, String members, String before, String after) {

	private static final PatternExample EXECUTOR_NOT_SHUT_DOWN = of(Pattern.EXECUTOR_NOT_SHUT_DOWN, """
			void write(String order) {
			}
			""", """
			export(List.of("1", "2"));
			""");

	private static final PatternExample CLIENT_NOT_CLOSED = of(Pattern.CLIENT_NOT_CLOSED, """
			final List<HttpClient> clients = new ArrayList<>();
			static final com.sun.net.httpserver.HttpServer SERVER = serve();
			static com.sun.net.httpserver.HttpServer serve() {
				try {
					var server = com.sun.net.httpserver.HttpServer.create(
							new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
					server.createContext("/", (exchange) -> {
						exchange.sendResponseHeaders(204, -1);
						exchange.close();
					});
					server.start();
					return server;
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
			""", """
			ask(new URI("http", null, SERVER.getAddress().getAddress().getHostAddress(),
					SERVER.getAddress().getPort(), "/", null, null));
			""");

	private static final PatternExample UNBOUNDED_THREADS = of(Pattern.UNBOUNDED_THREADS, """
			void retryUntilAcknowledged(String order) {
				try {
					// the leak itself, in a JVM that ends long before: no test waits for it
					Thread.sleep(1_000_000);
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}
			void tryOnce(String order) {
			}
			""", """
			notifyCustomer("1");
			""");

	private static final PatternExample QUEUE_NEVER_FED = new PatternExample(Pattern.QUEUE_NEVER_FED, """
			void deliver(String update) {
			}
			""", """
			subscribe(new LinkedBlockingQueue<>());
			""", """
			subscribe(new LinkedBlockingQueue<>()).close();
			""");

	private static final PatternExample QUEUE_NEVER_DRAINED = of(Pattern.QUEUE_NEVER_DRAINED, """
			final BlockingQueue<String> full = new ArrayBlockingQueue<>(1, true, Set.of("first"));
			""", """
			audit(this.full, "next");
			""");

	private static final PatternExample NEVER_COMPLETED = of(Pattern.NEVER_COMPLETED, """
			interface Gateway {
				void onAnswer(String order, java.util.function.Consumer<String> listener);
			}
			final Gateway gateway = (order, listener) -> {
			};
			void book(String receipt) {
			}
			""", """
			pay("1");
			""");

	private static final PatternExample MISSED_SIGNAL = threaded(Pattern.MISSED_SIGNAL, """
			void send() {
			}
			""", """
			Code order = new Code();
			order.paid();
			Thread user = new Thread(() -> {
				try {
					order.ship();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}, "shipment");
			""");

	private static final PatternExample LOCK_NEVER_RELEASED = threaded(Pattern.LOCK_NEVER_RELEASED, """
			final Lock lock = new ReentrantLock();
			void read() {
				throw new IllegalStateException("There is no stock");
			}
			""", """
			Thread user = new Thread(this::importStock, "import");
			user.setUncaughtExceptionHandler((failed, ex) -> {
			});
			""");

	private static final PatternExample TIMER_NOT_CANCELLED = of(Pattern.TIMER_NOT_CANCELLED, """
			TimerTask task(String order) {
				return new TimerTask() {
					@Override
					public void run() {
					}
				};
			}
			""", """
			remind("1");
			""");

	private static final PatternExample IO_WITHOUT_TIMEOUT = threaded(Pattern.IO_WITHOUT_TIMEOUT, """
			static final ServerSocket SILENT = listen();
			final List<Socket> open = new ArrayList<>();
			static ServerSocket listen() {
				try {
					return new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}
			""", """
			Socket partner = new Socket(SILENT.getInetAddress(), SILENT.getLocalPort());
			this.open.add(partner);
			Thread user = new Thread(() -> {
				try {
					prices(partner);
				}
				catch (IOException ex) {
					// in time
				}
			}, "prices");
			""");

	private static final PatternExample POOL_EXHAUSTED = threaded(Pattern.POOL_EXHAUSTED, """
			final Semaphore permits = new Semaphore(1);
			void write() {
			}
			boolean isEmpty() {
				return true;
			}
			""", """
			Thread user = new Thread(() -> {
				try {
					report();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			}, "report");
			""");

	private static final PatternExample DEADLOCK = of(Pattern.DEADLOCK, """
			static class Account {
				final int number;
				int sum;
				Account(int number) {
					this.number = number;
				}
				void take(int amount) {
					this.sum -= amount;
				}
				void put(int amount) {
					this.sum += amount;
				}
			}
			void often(Account from, Account to, CountDownLatch begin) {
				new Thread(() -> {
					begin.countDown();
					for (int i = 0; i < 1_000_000; i++) {
						transfer(from, to, 1);
					}
				}, "transfer").start();
			}
			""", """
			CountDownLatch begin = new CountDownLatch(2);
			Account one = new Account(1);
			Account two = new Account(2);
			often(one, two, begin);
			often(two, one, begin);
			begin.await();
			""");

	/** The use is a thread of its own, whose end one waits for if it comes. */
	private static PatternExample threaded(Pattern pattern, String members, String use) {
		return new PatternExample(pattern, members, use + "user.start();\n", use + "user.start();\nuser.join();\n");
	}

	private static PatternExample of(Pattern pattern, String members, String use) {
		return new PatternExample(pattern, members, use, use);
	}

	/**
	 * All that are told within simulated minutes of a bare JVM. A busy loop burns real
	 * ones, stuck requests need a server, and churn is told by recorded births.
	 */
	static List<PatternExample> all() {
		return List.of(EXECUTOR_NOT_SHUT_DOWN, CLIENT_NOT_CLOSED, UNBOUNDED_THREADS, QUEUE_NEVER_FED,
				QUEUE_NEVER_DRAINED, NEVER_COMPLETED, MISSED_SIGNAL, LOCK_NEVER_RELEASED, TIMER_NOT_CANCELLED,
				IO_WITHOUT_TIMEOUT, POOL_EXHAUSTED, DEADLOCK);
	}

}
