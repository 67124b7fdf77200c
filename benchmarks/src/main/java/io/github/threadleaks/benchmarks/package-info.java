// SPDX-License-Identifier: Apache-2.0
/**
 * What sampling costs, beside what people use today, as ratios in one run:
 * {@link io.github.threadleaks.benchmarks.BudgetReport} runs all of it and prints one
 * table.
 */
@NullMarked
package io.github.threadleaks.benchmarks;

import org.jspecify.annotations.NullMarked;
