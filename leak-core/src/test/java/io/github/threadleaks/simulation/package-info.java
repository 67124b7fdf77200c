// SPDX-License-Identifier: Apache-2.0

/**
 * Threads that exist in samples only, with a time of their own: a week in a second.
 */
@NullMarked
package io.github.threadleaks.simulation;

import org.jspecify.annotations.NullMarked;
