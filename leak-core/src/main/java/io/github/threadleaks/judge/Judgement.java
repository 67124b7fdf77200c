// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.List;

/**
 * What was found at one sample.
 *
 * @param open leaks that are open, the surest and largest first
 * @param resolved leaks that have shrunk back since the engine started, the latest first
 */
public record Judgement(List<Finding> open, List<Finding> resolved) {
}
