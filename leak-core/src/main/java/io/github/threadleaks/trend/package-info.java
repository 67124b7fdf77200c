// SPDX-License-Identifier: Apache-2.0

/**
 * Remembers the size of each family, who came and who left, and says whether it grows:
 * the only memory of the engine, bounded, and forgetful of families that are gone.
 */
@NullMarked
package io.github.threadleaks.trend;

import org.jspecify.annotations.NullMarked;
