// SPDX-License-Identifier: Apache-2.0

/**
 * The parts under {@code ops/}, on the engines that they are for.
 */
@NullMarked
package io.github.threadleaks.sample.ops;

import org.jspecify.annotations.NullMarked;
