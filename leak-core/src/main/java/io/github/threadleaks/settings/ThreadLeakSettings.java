// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

/**
 * All settings of the engine.
 *
 * @param sampling how the JVM is read
 * @param detection when growth is called a leak
 * @param lifecycle whether births are recorded
 * @param virtualThreads how virtual threads are read
 * @param snapshot what is kept for comparison
 */
public record ThreadLeakSettings(SamplingSettings sampling, DetectionSettings detection, LifecycleSettings lifecycle,
		VirtualThreadSettings virtualThreads, SnapshotSettings snapshot) {

	public static final ThreadLeakSettings DEFAULTS = new ThreadLeakSettings(SamplingSettings.DEFAULTS,
			DetectionSettings.DEFAULTS);

	/**
	 * With the defaults of whatever is not given.
	 * @param sampling how the JVM is read
	 * @param detection when growth is called a leak
	 */
	public ThreadLeakSettings(SamplingSettings sampling, DetectionSettings detection) {
		this(sampling, detection, LifecycleSettings.DEFAULTS, VirtualThreadSettings.DEFAULTS,
				SnapshotSettings.DEFAULTS);
	}

}
