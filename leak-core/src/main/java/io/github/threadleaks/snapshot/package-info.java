// SPDX-License-Identifier: Apache-2.0

/**
 * All threads at one instant, grouped or full, filtered and redacted.
 */
@NullMarked
package io.github.threadleaks.snapshot;

import org.jspecify.annotations.NullMarked;
