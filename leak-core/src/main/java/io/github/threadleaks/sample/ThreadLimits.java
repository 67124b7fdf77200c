// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds what limits the number of threads of this process on Linux, and how much of it is
 * used. Reads a dozen small files of {@code /proc} and {@code /sys}, in about 0.3 ms and
 * with 50 KB of garbage; starts no process and throws nothing: what cannot be read is
 * absent, as all is on other systems. Not safe for use by several threads.
 */
public final class ThreadLimits {

	/**
	 * What a thread costs its container, in bytes. Measured with 2,000 parked threads of
	 * 25 frames, on JDK 17.0.21 and 25.0.3, Linux x86-64: 35 to 42 KiB of resident memory
	 * in the process, and 25 KiB in the kernel (16 KiB stack, 7 KiB of structures, 2 KiB
	 * of page tables), which a container pays for as well. A real thread holds buffers
	 * and objects beside, so there is room for fewer threads rather than for more.
	 */
	static final long BYTES_PER_THREAD = 64 * 1024;

	/** The bits of {@code CAP_SYS_ADMIN} and {@code CAP_SYS_RESOURCE} (capability.h). */
	private static final long EXEMPT_FROM_ULIMIT = 1L << 21 | 1L << 24;

	private final SystemFiles files;

	/**
	 * Reads the files of this machine.
	 */
	public ThreadLimits() {
		this(Path.of("/"));
	}

	/**
	 * Reads below a root.
	 * @param root where {@code proc} and {@code sys} are
	 */
	ThreadLimits(Path root) {
		this.files = new SystemFiles(root);
	}

	/**
	 * Reads all limits.
	 * @return those that there are; a control group and each of its ancestors count
	 */
	public List<ThreadLimit> read() {
		List<ThreadLimit> limits = new ArrayList<>();
		Optional<String> status = this.files.text("/proc/self/status");
		OptionalLong own = SystemFiles.number(SystemFiles.wordAfter("Threads:", status));
		Cgroups cgroups = Cgroups.read(this.files);
		pids(cgroups.unified(), limits);
		pids(cgroups.of("pids"), limits);
		own.ifPresent((threads) -> {
			memory(cgroups.unified(), "memory.max", "memory.current", "inactive_file ", threads, limits);
			memory(cgroups.of("memory"), "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file ",
					threads, limits);
			ulimit(status, threads, limits);
		});
		system(limits);
		return limits;
	}

	/** Counts the tasks of the whole group, also those of other processes in it. */
	private void pids(List<String> directories, List<ThreadLimit> limits) {
		for (String directory : directories) {
			add("cgroup pids.max", this.files.number(directory + "/pids.max"), directory + "/pids.current", limits);
		}
	}

	private void add(String source, OptionalLong limit, String used, List<ThreadLimit> limits) {
		if (limit.isPresent()) {
			this.files.number(used).ifPresent((tasks) -> limits.add(new ThreadLimit(source, limit.getAsLong(), tasks)));
		}
	}

	/**
	 * The threads that there are, and those for which there is memory left. Files that
	 * the kernel has kept in memory and nobody has used lately give way, as Kubernetes
	 * reckons too ("working set"). A heap that may still grow is not reckoned with.
	 */
	private void memory(List<String> directories, String limitFile, String usedFile, String reclaimable, long threads,
			List<ThreadLimit> limits) {
		for (String directory : directories) {
			OptionalLong limit = this.files.number(directory + "/" + limitFile);
			OptionalLong used = limit.isPresent() ? this.files.number(directory + "/" + usedFile)
					: OptionalLong.empty();
			if (used.isPresent()) {
				long kept = SystemFiles
					.number(SystemFiles.wordAfter(reclaimable, this.files.text(directory + "/memory.stat")))
					.orElse(0);
				long left = Math.max(0, limit.getAsLong() - Math.max(0, used.getAsLong() - kept));
				limits.add(new ThreadLimit("cgroup " + limitFile, threads + left / BYTES_PER_THREAD, threads));
			}
		}
	}

	/**
	 * The limit on all threads of the user, wherever they run. Who they are is dear to
	 * find out, so this process's own are told as used: a lower bound. Root and those
	 * with {@code CAP_SYS_ADMIN} or {@code CAP_SYS_RESOURCE} are exempt (setrlimit(2));
	 * root of a user namespace counts as exempt here, though the kernel knows better.
	 */
	private void ulimit(Optional<String> status, long threads, List<ThreadLimit> limits) {
		boolean root = SystemFiles.wordAfter("Uid:", status).filter("0"::equals).isPresent();
		if (!root && (capabilities(status) & EXEMPT_FROM_ULIMIT) == 0) {
			SystemFiles.number(SystemFiles.wordAfter("Max processes", this.files.text("/proc/self/limits")))
				.ifPresent((limit) -> limits.add(new ThreadLimit("ulimit -u", limit, threads)));
		}
	}

	private static long capabilities(Optional<String> status) {
		try {
			return SystemFiles.wordAfter("CapEff:", status).map((hex) -> Long.parseUnsignedLong(hex, 16)).orElse(0L);
		}
		catch (NumberFormatException ex) {
			return 0;
		}
	}

	/** Limits on the threads of the whole machine. */
	private void system(List<ThreadLimit> limits) {
		OptionalLong all = allThreads();
		if (all.isPresent()) {
			for (String name : List.of("threads-max", "pid_max")) {
				this.files.number("/proc/sys/kernel/" + name)
					.ifPresent((limit) -> limits.add(new ThreadLimit("kernel." + name, limit, all.getAsLong())));
			}
		}
	}

	/** Of {@code 0.03 0.10 1.00 1/82 22618} the 82 (proc_loadavg(5)). */
	private OptionalLong allThreads() {
		return SystemFiles.number(this.files.text("/proc/loadavg")
			.map((text) -> text.split(" "))
			.filter((words) -> words.length > 3)
			.map((words) -> words[3].substring(words[3].indexOf('/') + 1)));
	}

}
