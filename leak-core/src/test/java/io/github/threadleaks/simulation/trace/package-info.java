// SPDX-License-Identifier: Apache-2.0

/**
 * JVMs that live for hours and days in simulated time, each made from a seed: threads
 * that come, work, rest and go as those of real services do, and in some of them one that
 * leaks. What the detector says of them is scored.
 */
@NullMarked
package io.github.threadleaks.simulation.trace;

import org.jspecify.annotations.NullMarked;
