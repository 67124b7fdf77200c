// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

/**
 * All settings of the engine.
 *
 * @param sampling how the JVM is read
 * @param detection when growth is called a leak
 */
public record ThreadLeakSettings(SamplingSettings sampling, DetectionSettings detection) {

	public static final ThreadLeakSettings DEFAULTS = new ThreadLeakSettings(SamplingSettings.DEFAULTS,
			DetectionSettings.DEFAULTS);

}
