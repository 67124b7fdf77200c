// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.report.Leak;

/**
 * An open leak is surer than before. Published on the monitor's thread, as
 * {@link ThreadLeakOpened}.
 *
 * @param leak the leak with its new verdict, redacted
 * @param before the verdict before
 */
public record ThreadLeakRisen(Leak leak, Verdict before) {

}
