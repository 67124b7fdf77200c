// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.time.Duration;

/**
 * Births and deaths of platform threads since recording began.
 *
 * @param started threads started
 * @param ended threads ended, those included that were started before
 * @param lifetimes ended threads whose whole life was recorded
 * @param lifetime the sum of their lifetimes
 * @param longest the longest of them
 */
public record LifecycleTotals(long started, long ended, long lifetimes, Duration lifetime, Duration longest) {

	static final LifecycleTotals NONE = new LifecycleTotals(0, 0, 0, Duration.ZERO, Duration.ZERO);

}
