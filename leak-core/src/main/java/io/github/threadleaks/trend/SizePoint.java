// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Instant;

/**
 * The size of a family from an instant on, until the next point.
 *
 * @param at since when
 * @param threads how many members
 * @param owners how many distinct objects they wait on
 * @param arrived how many came since the family was first seen
 * @param left how many left since then
 */
public record SizePoint(Instant at, int threads, int owners, long arrived, long left) {
}
