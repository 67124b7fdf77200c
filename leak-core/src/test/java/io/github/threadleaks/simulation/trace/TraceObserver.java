// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.simulation.trace;

import java.time.Duration;

/**
 * Somebody else who looks at the same threads.
 */
@FunctionalInterface
public interface TraceObserver {

	/** Nobody. */
	TraceObserver NONE = (uptime, jvm) -> false;

	/**
	 * Looks at a sample.
	 * @param uptime since this JVM started
	 * @param jvm the JVM
	 * @return whether to go on after the detector has found the leak
	 */
	boolean observe(Duration uptime, TraceJvm jvm);

}
