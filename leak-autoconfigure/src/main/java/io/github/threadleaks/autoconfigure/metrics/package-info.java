// SPDX-License-Identifier: Apache-2.0

/**
 * Meters that read the last report and never the JVM.
 */
@NullMarked
package io.github.threadleaks.autoconfigure.metrics;

import org.jspecify.annotations.NullMarked;
