// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.github.threadleaks.sample.Frame;

/**
 * Finds in a birth's stack who started the thread: the application's frames nearest to
 * the start, else a library's, else a framework's.
 */
final class SiteFinder {

	private final List<String> packages;

	/**
	 * Makes a finder.
	 * @param packages the application's packages; empty if all that is
	 * {@link FrameKind#WRITTEN} is the application's
	 */
	SiteFinder(List<String> packages) {
		this.packages = packages.stream().map((name) -> name + ".").toList();
	}

	/**
	 * Reads a stack.
	 * @param frames its frames, innermost first
	 * @param whole whether these are all
	 * @return who started the thread
	 */
	Birthplace find(List<Frame> frames, boolean whole) {
		List<Frame> application = new ArrayList<>(CreationSite.MAX_FRAMES);
		List<Frame> library = new ArrayList<>(CreationSite.MAX_FRAMES);
		List<Frame> plumbing = new ArrayList<>(CreationSite.MAX_FRAMES);
		for (Frame frame : frames) {
			FrameKind kind = FrameRule.kindOf(frame);
			if (kind == FrameKind.END) {
				break;
			}
			if (kind == FrameKind.JVM && application.isEmpty() && library.isEmpty() && plumbing.isEmpty()) {
				return new Birthplace(CreationSite.UNKNOWN, false, Set.of(), whole, false);
			}
			if (kind.names()) {
				List<Frame> found = isApplication(frame, kind) ? application
						: (kind == FrameKind.PLUMBING) ? plumbing : library;
				if (found.size() < CreationSite.MAX_FRAMES) {
					found.add(frame);
				}
			}
		}
		List<Frame> best = !application.isEmpty() ? application : !library.isEmpty() ? library : plumbing;
		boolean virtual = frames.stream().anyMatch(SiteFinder::isVirtualThreadsRun);
		Set<String> through = frames.stream().map(Frame::site).collect(Collectors.toSet());
		return best.isEmpty() ? new Birthplace(CreationSite.UNKNOWN, true, through, whole, virtual)
				: new Birthplace(new CreationSite(List.copyOf(best)), false, through, whole, virtual);
	}

	private boolean isApplication(Frame frame, FrameKind kind) {
		if (this.packages.isEmpty()) {
			return kind == FrameKind.WRITTEN;
		}
		for (String name : this.packages) {
			if (frame.type().startsWith(name)) {
				return true;
			}
		}
		return false;
	}

	private static boolean isVirtualThreadsRun(Frame frame) {
		return frame.method().equals("run") && frame.type().equals("java.lang.VirtualThread");
	}

}
