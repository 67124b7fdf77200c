// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.signal;

import java.util.List;

/**
 * Knows some signals, which may come and go.
 */
@FunctionalInterface
public interface SignalSources {

	/**
	 * Those that there are now. Asked again at each reading, by the monitor's thread.
	 * @return the sources; two of one name are one
	 */
	List<SignalSource> sources();

}
