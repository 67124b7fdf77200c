// SPDX-License-Identifier: Apache-2.0

/**
 * Turns trends and evidence into verdicts, patterns and advice. Tables of data say which
 * wait means which pattern and which threads are known to be harmless; hysteresis keeps a
 * verdict from flapping.
 * <p>
 * The flow of a sample: {@code Judge} takes a {@code Reading} of each family, the shape
 * of its growth; a {@code Suspect} remembers for how long readings have agreed, and
 * rises; a {@code Cause} gathers suspects that are kin and grow in lockstep into one
 * leak. {@code DeadlockJudge} and {@code StandstillJudge} find what needs no growth.
 * <p>
 * Virtual threads have a judge of their own, {@code VirtualJudge}: growth counts later,
 * and hundreds that are {@code Stranded} in a wait count however they came;
 * {@code Waiting} says which waits are healthy for ever.
 */
@NullMarked
package io.github.threadleaks.judge;

import org.jspecify.annotations.NullMarked;
