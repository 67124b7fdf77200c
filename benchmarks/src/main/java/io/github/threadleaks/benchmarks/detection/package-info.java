// SPDX-License-Identifier: Apache-2.0

/**
 * How well leaks are found: in simulated services, in the sample application and in real
 * libraries, beside the rules that people use today.
 * {@link io.github.threadleaks.benchmarks.detection.DetectionReport} runs all of it.
 */
@NullMarked
package io.github.threadleaks.benchmarks.detection;

import org.jspecify.annotations.NullMarked;
