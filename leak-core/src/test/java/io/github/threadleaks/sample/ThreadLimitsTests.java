// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Limits as files say them, laid out below a directory.
 */
class ThreadLimitsTests {

	private static final String V2_MOUNT = "30 23 0:26 / /sys/fs/cgroup rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate\n";

	private static final String V1_MOUNTS = """
			25 30 0:22 / /proc rw,nosuid - proc proc rw
			31 23 0:28 / /sys/fs/cgroup rw,relatime - tmpfs tmpfs rw,mode=755
			35 31 0:32 / /sys/fs/cgroup/memory rw,relatime shared:7 master:3 - cgroup cgroup rw,memory
			39 31 0:36 / /sys/fs/cgroup/pids rw,relatime - cgroup cgroup rw,pids
			""";

	private static final long GIB = 1L << 30;

	@TempDir
	@SuppressWarnings("NullAway.Init")
	private Path root;

	private void file(String path, Object text) {
		try {
			Path file = this.root.resolve(path.substring(1));
			Files.createDirectories(file.getParent());
			Files.writeString(file, text + "\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void cgroup(String groups, String mounts) {
		file("/proc/self/cgroup", groups);
		file("/proc/self/mountinfo", mounts);
	}

	private void status(int uid, int threads, String capabilities) {
		file("/proc/self/status", "Name:\tjava\nUid:\t" + uid + "\t" + uid + "\t0\t0\nThreads:\t" + threads
				+ "\nCapEff:\t" + capabilities);
	}

	private void pids(String directory, Object limit, Object used) {
		file(directory + "/pids.max", limit);
		file(directory + "/pids.current", used);
	}

	private List<ThreadLimit> limits() {
		return new ThreadLimits(this.root).read();
	}

	private static ThreadLimit limit(String source, long limit, long used) {
		return new ThreadLimit(source, limit, used);
	}

	@Test
	void withoutAnyFileNothingIsKnown() {
		assertThat(limits()).isEmpty();
	}

	@Test
	void theUnifiedHierarchyLimitsAGroupAndItsAncestors() {
		cgroup("0::/kubepods/pod7/app", V2_MOUNT);
		pids("/sys/fs/cgroup/kubepods/pod7/app", 1_000, 120);
		pids("/sys/fs/cgroup/kubepods/pod7", "max", 140);
		pids("/sys/fs/cgroup/kubepods", 4_096, 900);
		assertThat(limits()).containsExactly(limit("cgroup pids.max", 1_000, 120),
				limit("cgroup pids.max", 4_096, 900));
	}

	@Test
	void aContainerSeesItsGroupAsTheRoot() {
		cgroup("0::/", V2_MOUNT);
		pids("/sys/fs/cgroup", 1_000, 120);
		assertThat(limits()).containsExactly(limit("cgroup pids.max", 1_000, 120));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/docker/4f5e", "/docker/4f5e/" })
	void aContainerOfVersionOneKnowsItsGroupByTheNameOutside(String group) {
		cgroup("12:pids:" + group + "\n3:cpu,cpuacct:/docker/4f5e",
				"39 31 0:36 /docker/4f5e /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids");
		pids("/sys/fs/cgroup/pids", 1_000, 120);
		assertThat(limits()).containsExactly(limit("cgroup pids.max", 1_000, 120));
	}

	@Test
	void aGroupBelowThatOfTheContainerCountsToo() {
		cgroup("12:pids:/docker/4f5e/app", "39 31 0:36 /docker/4f5e /sys/fs/cgroup/pids ro - cgroup cgroup rw,pids");
		pids("/sys/fs/cgroup/pids/app", 300, 120);
		pids("/sys/fs/cgroup/pids", 1_000, 130);
		assertThat(limits()).containsExactly(limit("cgroup pids.max", 300, 120), limit("cgroup pids.max", 1_000, 130));
	}

	@Test
	void aHybridSystemHasItsControllersInVersionOne() {
		cgroup("9:name=systemd:/app\n8:pids:/app\n4:memory:/app\n0::/app",
				V1_MOUNTS + "41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw");
		pids("/sys/fs/cgroup/pids/app", 500, 77);
		file("/sys/fs/cgroup/unified/app/cgroup.procs", "1");
		assertThat(limits()).containsExactly(limit("cgroup pids.max", 500, 77));
	}

	@Test
	void aGroupThatIsNotMountedFallsBackToWhatIs() {
		cgroup("0::/../../elsewhere", V2_MOUNT);
		pids("/sys/fs/cgroup", 1_000, 120);
		assertThat(limits()).containsExactly(limit("cgroup pids.max", 1_000, 120));
	}

	@Test
	void aGroupCannotLeadOutOfItsMount() {
		cgroup("0::/a/../../../../secret", V2_MOUNT);
		pids("/secret", 5, 1);
		assertThat(limits()).isEmpty();
	}

	@Test
	void memoryIsToldAsThreads() {
		status(0, 100, "0");
		cgroup("0::/app", V2_MOUNT);
		file("/sys/fs/cgroup/app/memory.max", GIB);
		file("/sys/fs/cgroup/app/memory.current", GIB - 64 * ThreadLimits.BYTES_PER_THREAD);
		assertThat(limits()).containsExactly(limit("cgroup memory.max", 164, 100));
	}

	@Test
	void filesThatNobodyUsesGiveWayToThreads() {
		status(0, 100, "0");
		cgroup("0::/app", V2_MOUNT);
		file("/sys/fs/cgroup/app/memory.max", GIB);
		file("/sys/fs/cgroup/app/memory.current", GIB);
		file("/sys/fs/cgroup/app/memory.stat",
				"anon 900\nfile 900\ninactive_file " + 10 * ThreadLimits.BYTES_PER_THREAD + "\nactive_file 77");
		assertThat(limits()).containsExactly(limit("cgroup memory.max", 110, 100));
	}

	@Test
	void memoryOfVersionOneCountsAncestorsAndNoLimitIsANumber() {
		status(0, 100, "0");
		cgroup("4:memory:/pod/app", V1_MOUNTS);
		String home = "/sys/fs/cgroup/memory";
		file(home + "/pod/app/memory.limit_in_bytes", 9_223_372_036_854_771_712L);
		file(home + "/pod/app/memory.usage_in_bytes", GIB);
		file(home + "/pod/memory.limit_in_bytes", 2 * GIB);
		file(home + "/pod/memory.usage_in_bytes", 2 * GIB - 30 * ThreadLimits.BYTES_PER_THREAD);
		file(home + "/pod/memory.stat", "inactive_file 5\ntotal_inactive_file " + 2 * ThreadLimits.BYTES_PER_THREAD);
		assertThat(limits()).containsExactly(limit("cgroup memory.limit_in_bytes", 132, 100));
	}

	@Test
	void moreMemoryThanAllowedLeavesNoThread() {
		status(0, 100, "0");
		cgroup("0::/", V2_MOUNT);
		file("/sys/fs/cgroup/memory.max", GIB);
		file("/sys/fs/cgroup/memory.current", 2 * GIB);
		assertThat(limits()).containsExactly(limit("cgroup memory.max", 100, 100));
	}

	private void maxProcesses(Object limit) {
		file("/proc/self/limits",
				"Limit                     Soft Limit           Hard Limit           Units\n"
						+ "Max resident set          unlimited            unlimited            bytes\n"
						+ "Max processes             " + limit + "                96365                processes");
	}

	@Test
	void theSoftLimitOfTheUser() {
		status(1000, 100, "0000000000000000");
		maxProcesses(4_096);
		assertThat(limits()).containsExactly(limit("ulimit -u", 4_096, 100));
	}

	@Test
	void anUnlimitedUser() {
		status(1000, 100, "0000000000000000");
		maxProcesses("unlimited");
		assertThat(limits()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "000001fffeffffff", "0000000000200000", "0000000001000000" })
	void whoMayAdministerTheSystemIsExempt(String capabilities) {
		status(1000, 100, capabilities);
		maxProcesses(4_096);
		assertThat(limits()).isEmpty();
	}

	@Test
	void otherCapabilitiesDoNotExempt() {
		status(1000, 100, "00000000a80405fb");
		maxProcesses(4_096);
		assertThat(limits()).hasSize(1);
	}

	@Test
	void rootIsExempt() {
		status(0, 100, "0000000000000000");
		maxProcesses(4_096);
		assertThat(limits()).isEmpty();
	}

	@Test
	void theWholeMachine() {
		file("/proc/loadavg", "0.03 0.10 1.00 1/882 22618");
		file("/proc/sys/kernel/threads-max", 192_730);
		file("/proc/sys/kernel/pid_max", 32_768);
		assertThat(limits()).containsExactly(limit("kernel.threads-max", 192_730, 882),
				limit("kernel.pid_max", 32_768, 882));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "\0", "-1", "1e3", "0x10", ":::", "a b c d", "/", "- - -", "99999999999999999999",
			"1 2 3 4 5 - cgroup2", "0::\0", "Uid:", "CapEff: zz", "ÿþ" })
	void garbageIsNoLimit(String garbage) {
		for (String path : List.of("/proc/self/cgroup", "/proc/self/mountinfo", "/proc/self/status",
				"/proc/self/limits", "/proc/loadavg", "/proc/sys/kernel/threads-max", "/proc/sys/kernel/pid_max")) {
			file(path, garbage);
		}
		pids("/sys/fs/cgroup", garbage, garbage);
		assertThat(limits()).isEmpty();
		cgroup("0::/" + garbage, V2_MOUNT + garbage);
		assertThat(limits()).isEmpty();
	}

	@Test
	void aDirectoryInPlaceOfAFileIsNoLimit() throws IOException {
		cgroup("0::/", V2_MOUNT);
		Files.createDirectories(this.root.resolve("sys/fs/cgroup/pids.max"));
		assertThat(limits()).isEmpty();
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void thisMachineHasLimits() {
		List<ThreadLimit> limits = new ThreadLimits().read();
		assertThat(limits).extracting(ThreadLimit::source).contains("kernel.threads-max", "kernel.pid_max");
		assertThat(limits).allMatch((limit) -> limit.used() > 0 && limit.left() > 0);
	}

}
