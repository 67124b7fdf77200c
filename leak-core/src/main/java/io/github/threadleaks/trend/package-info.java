// SPDX-License-Identifier: Apache-2.0

/**
 * Remembers the size of each family, who came and who left, and says whether it grows:
 * the only memory of the engine, bounded, and forgetful of families that are gone.
 * <p>
 * {@code History} keeps a {@code Series} of sizes for each family and line; a
 * {@code FamilyTrend} puts a {@code GrowthTest} to it when it is asked, for all members,
 * for the pools that they belong to, or for those that have lived for long.
 * {@code ValueTrends} does the same for numbers that are no threads.
 */
@NullMarked
package io.github.threadleaks.trend;

import org.jspecify.annotations.NullMarked;
