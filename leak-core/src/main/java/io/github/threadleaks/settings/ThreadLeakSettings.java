// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

/**
 * All settings of the engine.
 *
 * @param sampling how the JVM is read
 * @param detection when growth is called a leak
 * @param virtualThreads how virtual threads are read
 */
public record ThreadLeakSettings(SamplingSettings sampling, DetectionSettings detection,
		VirtualThreadSettings virtualThreads) {

	public static final ThreadLeakSettings DEFAULTS = new ThreadLeakSettings(SamplingSettings.DEFAULTS,
			DetectionSettings.DEFAULTS);

	/**
	 * Settings with the defaults for virtual threads.
	 * @param sampling how the JVM is read
	 * @param detection when growth is called a leak
	 */
	public ThreadLeakSettings(SamplingSettings sampling, DetectionSettings detection) {
		this(sampling, detection, VirtualThreadSettings.DEFAULTS);
	}

}
