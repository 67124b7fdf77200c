// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import io.github.threadleaks.report.Leak;

/**
 * An open leak has shrunk back. Published on the monitor's thread, as
 * {@link ThreadLeakOpened}.
 *
 * @param leak the leak as it was left, redacted
 */
public record ThreadLeakResolved(Leak leak) {

}
