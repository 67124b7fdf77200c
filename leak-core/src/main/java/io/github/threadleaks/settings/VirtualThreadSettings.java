// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

/**
 * How virtual threads are read, on JDK 21 and later.
 *
 * @param maxDump above so many live virtual threads they are counted and not read, 0
 * (never read them) to 1,000,000; the default 20,000 costs some 0.6 s of CPU and 30 MB of
 * a temporary file each time
 */
public record VirtualThreadSettings(int maxDump) {

	public static final VirtualThreadSettings DEFAULTS = new VirtualThreadSettings(20_000);

	public VirtualThreadSettings {
		InvalidSettingException.require(maxDump >= 0 && maxDump <= 1_000_000, "threadleaks.virtual-threads.max-dump",
				"be between 0 and 1000000", maxDump);
	}

}
