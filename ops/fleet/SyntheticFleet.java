// SPDX-License-Identifier: Apache-2.0

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * Do the rules of ops/prometheus keep up with 1,000 instances? Serves the series of as many, of which a tenth has two leaks each,
 * has the Prometheus of this machine scrape them and evaluate the shipped rules as they are, and tells how long each group took.
 * An hour of samples and a day of hourly records are written beforehand, so that the ranges of the rules are full.
 *
 * <pre>java ops/fleet/SyntheticFleet.java [instances [minutes]]</pre>
 *
 * Needs prometheus and promtool, about 1 GB of memory and 1 GB in the temporary directory. All that it starts ends with it.
 */
final class SyntheticFleet {

	private static final int SERVICES = 10;

	private static final int SCRAPE_SECONDS = 15;

	private static final String[] SIGNALS = { "heap", "open-files", "direct-buffers", "classes", "sessions",
			"connections:orders" };

	private static final Pattern GROUP = Pattern
		.compile("prometheus_rule_group_(last_duration_seconds|interval_seconds|iterations_missed_total|rules)"
				+ "\\{rule_group=\"[^\"]*;([^\"]+)\"} (\\S+)");

	private final int instances;

	private final long started = System.currentTimeMillis() / 1000;

	private final HttpClient client = HttpClient.newHttpClient();

	private SyntheticFleet(int instances) {
		this.instances = instances;
	}

	public static void main(String... args) throws Exception {
		int instances = (args.length > 0) ? Integer.parseInt(args[0]) : 1000;
		int minutes = (args.length > 1) ? Integer.parseInt(args[1]) : 11;
		Path directory = Files.createTempDirectory("threadleaks-fleet");
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		server.setExecutor(Executors.newFixedThreadPool(4, (task) -> {
			Thread thread = new Thread(task, "fleet");
			thread.setDaemon(true);
			return thread;
		}));
		try {
			SyntheticFleet fleet = new SyntheticFleet(instances);
			server.createContext("/", fleet::scrape);
			server.start();
			fleet.configure(directory, server.getAddress().getPort());
			fleet.remember(directory);
			fleet.measure(directory, minutes);
		}
		finally {
			server.stop(0);
			try (Stream<Path> all = Files.walk(directory)) {
				all.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
			}
		}
	}

	private static String job(int instance) {
		return "service-" + instance % SERVICES;
	}

	private static String name(int instance) {
		return "10.0.%d.%d:8080".formatted(instance / 250, instance % 250);
	}

	private static boolean leaks(int instance) {
		return instance / SERVICES % 10 == 0;
	}

	private long threads(int instance, long time) {
		long load = Math.round(20 * Math.sin(time / 600.0 + instance));
		return 120 + instance % 40 + load + (leaks(instance) ? 2 * (time - this.started + 7200) / 60 : 0);
	}

	private static long connections(int instance, long time) {
		return leaks(instance) ? 6 : Math.abs((instance + time / 30) % 5);
	}

	private static double heap(int instance, long time) {
		return 2e8 + instance % 50 * 1e6 + 1e7 * Math.sin(time / 1800.0 + instance);
	}

	/** What was held through an hour before anything leaked. */
	private static double held(String signal, int instance) {
		return switch (signal) {
			case "threads" -> 100 + instance % 40;
			case "heap" -> heap(instance, 0);
			default -> 0;
		};
	}

	/** What one instance tells: all meters of the starter, and those others that the rules and the dashboard read. */
	private String series(int instance, long time) {
		StringBuilder text = new StringBuilder(4096);
		long threads = threads(instance, time);
		add(text, "threadleaks_threads_live_threads{kind=\"platform\"}", threads);
		for (String state : new String[] { "runnable", "blocked", "waiting", "timed-waiting" }) {
			add(text, "threadleaks_threads_states_threads{state=\"" + state + "\"}", threads / 4);
		}
		add(text, "threadleaks_threads_dormant_threads", threads / 2);
		add(text, "threadleaks_threads_started_threads_total", 500 + (time - this.started) * 2);
		add(text, "threadleaks_threads_ended_threads_total", 300 + (time - this.started) * 2);
		add(text, "threadleaks_threads_lifetime_seconds_count", 300 + (time - this.started) * 2);
		add(text, "threadleaks_threads_lifetime_seconds_sum", 3000 + (time - this.started) * 40);
		for (String verdict : new String[] { "WATCHING", "SUSPECTED", "CONFIRMED", "PROVEN" }) {
			add(text, "threadleaks_leaks{verdict=\"" + verdict + "\"}",
					(leaks(instance) && verdict.equals("CONFIRMED")) ? 2 : 0);
		}
		if (leaks(instance)) {
			leak(text, "e23b60f7", "EXECUTOR_NOT_SHUT_DOWN", "pool-#-thread-#", threads / 2);
			leak(text, "0a51c3d9", "NEVER_COMPLETED", "payment-#", threads / 4);
		}
		add(text, "threadleaks_exhaustion_seconds", leaks(instance) ? (32_768 - threads) * 30 : Double.POSITIVE_INFINITY);
		add(text, "threadleaks_sample_seconds_count", (time - this.started + 7200) / 5);
		add(text, "threadleaks_sample_seconds_sum", (time - this.started + 7200) / 5 * 0.002);
		add(text, "threadleaks_sample_failures_total", 0);
		for (String detail : new String[] { "summary", "grouped", "full" }) {
			for (String outcome : new String[] { "served", "blocked", "limited" }) {
				add(text, "threadleaks_snapshot_requests_total{detail=\"%s\",outcome=\"%s\"}".formatted(detail, outcome),
						0);
			}
		}
		for (String signal : SIGNALS) {
			boolean grows = leaks(instance) && signal.startsWith("connections");
			String labels = "{kind=\"%s\",signal=\"%s\"".formatted(signal.toUpperCase(Locale.ROOT), signal);
			add(text, "threadleaks_signals" + labels + ",verdict=\"" + (grows ? "SUSPECTED" : "none") + "\"}",
					grows ? 3 : 0);
			add(text, "threadleaks_signals_value" + labels + "}", 100);
		}
		add(text, "process_start_time_seconds", this.started - 7200);
		add(text, "jvm_gc_live_data_size_bytes", heap(instance, time));
		add(text, "hikaricp_connections_active{pool=\"orders\"}", connections(instance, time));
		add(text, "hikaricp_connections_max{pool=\"orders\"}", 10);
		return text.toString();
	}

	private static void leak(StringBuilder text, String id, String pattern, String thread, long threads) {
		String labels = "{id=\"%s\",pattern=\"%s\",thread=\"%s\",verdict=\"CONFIRMED\"}".formatted(id, pattern, thread);
		add(text, "threadleaks_leaked_threads" + labels, threads);
		add(text, "threadleaks_leaked_growth_threads_per_hour" + labels, 60);
	}

	private static void add(StringBuilder text, String series, double value) {
		text.append(series).append(' ').append(Double.isInfinite(value) ? "+Inf" : String.valueOf(value)).append('\n');
	}

	private void scrape(HttpExchange exchange) throws IOException {
		try (exchange) {
			int instance = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
			byte[] body = series(instance, System.currentTimeMillis() / 1000).getBytes(StandardCharsets.UTF_8);
			exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
			exchange.sendResponseHeaders(200, body.length);
			try (OutputStream out = exchange.getResponseBody()) {
				out.write(body);
			}
		}
	}

	private void configure(Path directory, int port) throws IOException {
		Files.writeString(directory.resolve("targets.json"), IntStream.range(0, this.instances).mapToObj((instance) -> """
				{"targets": ["127.0.0.1:%d"], "labels": {"__metrics_path__": "/%d", "job": "%s", "instance": "%s"}}"""
			.formatted(port, instance, job(instance), name(instance))).collect(Collectors.joining(",\n", "[", "]\n")));
		Files.writeString(directory.resolve("prometheus.yml"), """
				global: { scrape_interval: %ds, evaluation_interval: 30s }
				rule_files: [ "%s" ]
				scrape_configs:
				  - job_name: fleet
				    file_sd_configs: [ { files: [ targets.json ] } ]
				""".formatted(SCRAPE_SECONDS, Path.of("ops/prometheus/threadleaks.rules.yml").toAbsolutePath()));
	}

	/** Writes what Prometheus would know by now. */
	private void remember(Path directory) throws IOException, InterruptedException {
		Path file = directory.resolve("history");
		try (BufferedWriter out = Files.newBufferedWriter(file)) {
			history(out, "threadleaks_threads_live_threads", ",kind=\"platform\"", 3600, SCRAPE_SECONDS, this::threads);
			history(out, "jvm_gc_live_data_size_bytes", "", 3600, SCRAPE_SECONDS, SyntheticFleet::heap);
			history(out, "hikaricp_connections_active", ",pool=\"orders\"", 3600, SCRAPE_SECONDS,
					SyntheticFleet::connections);
			out.write("# TYPE instance_signal:threadleaks_held:min1h gauge\n");
			for (String signal : new String[] { "threads", "heap", "connections" }) {
				for (int instance = 0; instance < this.instances; instance++) {
					lines(out, "instance_signal:threadleaks_held:min1h", ",signal=\"" + signal + "\"", instance, 86_400,
							300, (i, time) -> held(signal, i));
				}
			}
			out.write("# EOF\n");
		}
		run(directory, "promtool", "tsdb", "create-blocks-from", "openmetrics", "--quiet", file.toString(),
				directory.resolve("data").toString());
		Files.delete(file);
	}

	private void history(BufferedWriter out, String metric, String labels, int seconds, int step, Value value)
			throws IOException {
		out.write("# TYPE " + metric + " gauge\n");
		for (int instance = 0; instance < this.instances; instance++) {
			lines(out, metric, labels, instance, seconds, step, value);
		}
	}

	private void lines(BufferedWriter out, String metric, String labels, int instance, int seconds, int step, Value value)
			throws IOException {
		String series = "%s{job=\"%s\",instance=\"%s\"%s} ".formatted(metric, job(instance), name(instance), labels);
		for (long time = this.started - seconds; time < this.started - step; time += step) {
			out.append(series).append(String.valueOf(value.of(instance, time))).append(' ');
			out.append(String.valueOf(time)).append('\n');
		}
	}

	private interface Value {

		double of(int instance, long time);

	}

	private static void run(Path directory, String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(directory.toFile()).inheritIO().start();
		if (process.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", command) + " failed");
		}
	}

	private void measure(Path directory, int minutes) throws Exception {
		int port = freePort();
		String at = "http://127.0.0.1:" + port;
		Process prometheus = new ProcessBuilder("prometheus", "--config.file=" + directory.resolve("prometheus.yml"),
				"--storage.tsdb.path=" + directory.resolve("data"), "--web.listen-address=127.0.0.1:" + port)
			.redirectErrorStream(true)
			.redirectOutput(directory.resolve("log").toFile())
			.start();
		try {
			System.out.printf("%d instances of %d services at %s for %d minutes%n", this.instances, SERVICES, at, minutes);
			Map<String, double[]> groups = new TreeMap<>();
			for (int i = 0; i < minutes * 12 && prometheus.isAlive(); i++) {
				TimeUnit.SECONDS.sleep(5);
				watch(at, groups);
			}
			groups.forEach((name, group) -> System.out.printf(Locale.ROOT,
					"%-24s %2.0f rules, longest evaluation %.3f s of %.0f s, %.0f evaluations missed%n", name, group[3],
					group[0], group[1], group[2]));
			for (String query : new String[] { "count({__name__=~\"threadleaks_.*\"})",
					"count({__name__=~\"threadleaks_.*\"}) / count(threadleaks_exhaustion_seconds)",
					"count({__name__=~\"job.*:.*\"})", "count({__name__=~\"instance_.*:.*\"})",
					"count(ALERTS{alertstate=\"firing\"})", "count(up == 1)",
					"sum(increase(prometheus_rule_evaluation_failures_total[5m])) or vector(0)",
					"count by (signal) (instance_signal:threadleaks_heat:ratio > 0.5)" }) {
				System.out.println(query + " = " + ask(at, query));
			}
			String metrics = get(at + "/metrics");
			for (String name : new String[] { "process_resident_memory_bytes", "process_cpu_seconds_total",
					"prometheus_tsdb_head_series", "prometheus_rule_evaluation_failures_total" }) {
				metrics.lines().filter((line) -> line.startsWith(name)).forEach(System.out::println);
			}
		}
		finally {
			prometheus.destroy();
			prometheus.waitFor();
		}
	}

	/** Keeps the longest evaluation of each group. */
	private void watch(String at, Map<String, double[]> groups) throws InterruptedException {
		String metrics;
		try {
			metrics = get(at + "/metrics");
		}
		catch (IOException ex) {
			return; // not started yet
		}
		for (Matcher found = GROUP.matcher(metrics); found.find();) {
			double[] group = groups.computeIfAbsent(found.group(2), (name) -> new double[4]);
			double value = Double.parseDouble(found.group(3));
			switch (found.group(1)) {
				case "last_duration_seconds" -> group[0] = Math.max(group[0], value);
				case "interval_seconds" -> group[1] = value;
				case "iterations_missed_total" -> group[2] = value;
				default -> group[3] = value;
			}
		}
	}

	private String ask(String at, String query) throws IOException, InterruptedException {
		String answer = get(at + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
		String values = Pattern.compile("\"value\":\\[[^,]*,\"([^\"]*)\"")
			.matcher(answer)
			.results()
			.map((value) -> value.group(1))
			.collect(Collectors.joining(", "));
		return values.isEmpty() ? "nothing" : values;
	}

	private String get(String uri) throws IOException, InterruptedException {
		return this.client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString()).body();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

}
