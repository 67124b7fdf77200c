// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the control groups of this process lie in the file system, of version 1 and of
 * version 2 (cgroups(7), proc_pid_mountinfo(5)). Both are there on a hybrid system, where
 * the controllers are those of version 1.
 */
final class Cgroups {

	private static final List<String> NO_CONTROLLER = List.of("");

	private final List<String[]> groups;

	private final List<String[]> mounts;

	private Cgroups(List<String[]> groups, List<String[]> mounts) {
		this.groups = groups;
		this.mounts = mounts;
	}

	static Cgroups read(SystemFiles files) {
		List<String[]> groups = lines(files, "/proc/self/cgroup", ":", 3);
		List<String[]> mounts = groups.isEmpty() ? List.of() : lines(files, "/proc/self/mountinfo", " ", 0);
		return new Cgroups(groups, mounts.stream().filter((mount) -> type(mount).startsWith("cgroup")).toList());
	}

	private static List<String[]> lines(SystemFiles files, String path, String separator, int limit) {
		return files.text(path)
			.map((text) -> text.lines().map((line) -> line.split(separator, limit)).toList())
			.orElse(List.of());
	}

	/**
	 * The group of version 2 that this process is in, and its ancestors.
	 * @return directories, the innermost first; empty if there is none
	 */
	List<String> unified() {
		return directories(NO_CONTROLLER,
				this.mounts.stream().filter((mount) -> type(mount).equals("cgroup2")).toList());
	}

	/**
	 * The same in the hierarchy of a controller of version 1.
	 * @param controller such as {@code pids}
	 * @return directories, the innermost first; empty if there is none
	 */
	List<String> of(String controller) {
		return directories(List.of(controller),
				this.mounts.stream()
					.filter((mount) -> type(mount).equals("cgroup")
							&& List.of(mount[mount.length - 1].split(",")).contains(controller))
					.toList());
	}

	private List<String> directories(List<String> controller, List<String[]> mounts) {
		Optional<String> group = this.groups.stream()
			.filter((line) -> line.length == 3 && Arrays.asList(line[1].split(",", -1)).containsAll(controller)
					&& line[1].isEmpty() == controller.equals(NO_CONTROLLER))
			.map((line) -> line[2])
			.findFirst();
		return group.flatMap((path) -> mounts.stream().findFirst().map((mount) -> directories(path, mount)))
			.orElse(List.of());
	}

	private static List<String> directories(String group, String[] mount) {
		String home = mount[4].equals("/") ? "" : mount[4];
		List<String> directories = new ArrayList<>();
		String below = below(group, mount[3]);
		while (!below.isEmpty()) {
			directories.add(home + below);
			below = below.substring(0, below.lastIndexOf('/'));
		}
		directories.add(home);
		return directories;
	}

	/**
	 * The group's path below what is mounted: a container sees its own group as the root,
	 * under the name that it has outside.
	 */
	private static String below(String group, String mounted) {
		String rest = group;
		if (!mounted.equals("/")) {
			rest = (group + "/").startsWith(mounted + "/") ? group.substring(mounted.length()) : "";
		}
		boolean sane = rest.startsWith("/") && rest.length() > 1 && !rest.contains("//") && !rest.endsWith("/")
				&& !(rest + "/").contains("/../");
		return sane ? rest : "";
	}

	/** The type of a mounted file system stands behind a dash. */
	private static String type(String[] mount) {
		int dash = Arrays.asList(mount).indexOf("-");
		return (dash > 4 && mount.length > dash + 2) ? mount[dash + 1] : "";
	}

}
