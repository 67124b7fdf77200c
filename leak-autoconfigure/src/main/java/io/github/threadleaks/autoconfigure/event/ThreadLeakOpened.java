// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import io.github.threadleaks.report.Leak;

/**
 * A leak is reported for the first time, or again after it was resolved or its acceptance
 * taken back. Published on the monitor's thread (or by who took the acceptance back): a
 * listener that takes its time holds up the next sample.
 *
 * @param leak the leak, redacted
 */
public record ThreadLeakOpened(Leak leak) {

}
