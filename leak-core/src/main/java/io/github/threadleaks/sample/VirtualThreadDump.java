// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.management.PlatformManagedObject;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * Reads virtual threads, which no management bean lists, from the dump of
 * {@code HotSpotDiagnosticMXBean.dumpThreads} (JDK 21 and later, found at run time). No
 * safepoint; on JDK 25.0.3 about 60 ms of CPU, 20 MB of garbage and a file of 1.5 MB at
 * 1,000 parked threads, ten times that at 10,000. The file is in a directory of its own
 * that only the owner may enter, and both are deleted.
 * <p>
 * A dump shows each thread at an instant of its own. An unmounted thread shows as it is
 * parked; a mounted one as it runs, and its carrier, which is a platform thread, beside
 * it; a pinned one is parked on its carrier and shows the same stack as an unmounted one.
 * Threads that are started directly are listed unless
 * {@code -Djdk.trackAllThreads=false}: then they are counted on some JDKs and on none
 * listed. Safe for use by several threads, one after the other.
 */
public final class VirtualThreadDump {

	private static final String BEAN = "com.sun.management.HotSpotDiagnosticMXBean";

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private final Optional<Dumper> dumper = Dumper.find();

	private final boolean tracked = isTracked(System.getProperty("jdk.trackAllThreads", ""));

	private final VirtualThreadTable table = new VirtualThreadTable();

	private final DumpReader reader;

	private String failure = "";

	/**
	 * Makes a reader for this JVM.
	 * @param maxDepth frames kept of a stack
	 */
	public VirtualThreadDump(int maxDepth) {
		this.reader = new DumpReader(maxDepth);
	}

	/**
	 * Whether this JVM has virtual threads and can dump them.
	 * @return whether it is JDK 21 or later with the module {@code jdk.management}
	 */
	public boolean available() {
		return this.dumper.isPresent();
	}

	/**
	 * Why the last dump failed.
	 * @return a sentence, empty if it did not
	 */
	public synchronized String failure() {
		return this.failure;
	}

	/**
	 * Takes a dump to judge by: threads are known again in the next one.
	 * @param now the time to stamp it with
	 * @param maxThreads virtual threads read at most
	 * @return the dump, or empty if it failed
	 */
	public synchronized Optional<ThreadDump> take(Instant now, int maxThreads) {
		return dump(now, maxThreads, this.table::update);
	}

	/**
	 * Takes a dump to look at, with the ages that are known from the others.
	 * @param now the time to stamp it with
	 * @param maxThreads virtual threads read at most
	 * @return the dump, or empty if it failed
	 */
	public synchronized Optional<ThreadDump> look(Instant now, int maxThreads) {
		return dump(now, maxThreads, this.table::look);
	}

	/** Takes note that no virtual thread is left. */
	public synchronized void noneLeft() {
		this.table.clear();
	}

	private Optional<ThreadDump> dump(Instant now, int maxThreads, Past past) {
		if (this.dumper.isEmpty()) {
			return Optional.empty();
		}
		long before = cpuNow();
		try {
			DumpReader.Content content = content(this.dumper.get(), maxThreads);
			List<DumpedThread> virtual = content.threads().stream().filter(DumpedThread::virtual).toList();
			List<SampledThread> sampled = past.of(virtual, now);
			OwnerPools pools = OwnerPools.of(content.threads());
			this.failure = "";
			return Optional.of(new ThreadDump(now, sampled, pools, this.tracked && content.whole() && !content.cut(),
					Duration.ofNanos(cpuNow() - before), lacks(content, maxThreads)));
		}
		catch (IOException | RuntimeException ex) {
			this.failure = "Virtual threads could not be read (" + ex.getClass().getSimpleName() + "): " + reason(ex);
			return Optional.empty();
		}
	}

	private static String reason(Exception ex) {
		if (ex instanceof MalformedDumpException) {
			return String.valueOf(ex.getMessage());
		}
		return (ex instanceof IOException) ? "the directory for temporary files must be writable."
				: "the JDK's dump of threads failed; a thread's name with control characters is one cause.";
	}

	/** As the JDK reads it (jdk.internal.vm.ThreadContainers). */
	private static boolean isTracked(String setting) {
		return setting.isEmpty() || Boolean.parseBoolean(setting);
	}

	private List<String> lacks(DumpReader.Content content, int maxThreads) {
		List<String> lacks = new ArrayList<>();
		if (!this.tracked || !content.whole()) {
			lacks.add("Virtual threads that were not started by an executor are not listed by this JVM"
					+ " (jdk.trackAllThreads=false).");
		}
		if (content.cut()) {
			lacks.add("There are more virtual threads than threadleaks.virtual-threads.max-dump=" + maxThreads
					+ ": the others were not read.");
		}
		return lacks;
	}

	private DumpReader.Content content(Dumper bean, int maxThreads) throws IOException {
		// only the owner may enter it, by the default of Files
		Path directory = Files.createTempDirectory("threadleaks-");
		Path file = directory.resolve("threads.json");
		try {
			bean.dump(file);
			try (Reader in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
				return this.reader.read(in, maxThreads);
			}
		}
		finally {
			Files.deleteIfExists(file);
			Files.deleteIfExists(directory);
		}
	}

	private long cpuNow() {
		return this.threads.isCurrentThreadCpuTimeSupported() ? this.threads.getCurrentThreadCpuTime() : 0;
	}

	/** What is known of threads from earlier dumps. */
	private interface Past {

		List<SampledThread> of(List<DumpedThread> threads, Instant now);

	}

	/**
	 * The bean's method, which is not there before JDK 21.
	 *
	 * @param bean the management bean
	 * @param method its method
	 * @param json the format
	 */
	private record Dumper(PlatformManagedObject bean, Method method, Object json) {

		static Optional<Dumper> find() {
			try {
				Class<? extends PlatformManagedObject> type = Class.forName(BEAN)
					.asSubclass(PlatformManagedObject.class);
				Class<?> format = Class.forName(BEAN + "$ThreadDumpFormat");
				Object json = format.getField("JSON").get(null);
				@Nullable PlatformManagedObject bean = ManagementFactory.getPlatformMXBean(type);
				return (bean != null && json != null)
						? Optional.of(new Dumper(bean, type.getMethod("dumpThreads", String.class, format), json))
						: Optional.empty();
			}
			catch (ReflectiveOperationException | LinkageError | IllegalArgumentException ex) {
				return Optional.empty();
			}
		}

		void dump(Path file) throws IOException {
			try {
				this.method.invoke(this.bean, file.toString(), this.json);
			}
			catch (InvocationTargetException ex) {
				if (ex.getCause() instanceof IOException failed) {
					throw failed;
				}
				if (ex.getCause() instanceof Error error) {
					throw error;
				}
				throw new IllegalStateException(ex.getCause());
			}
			catch (IllegalAccessException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
