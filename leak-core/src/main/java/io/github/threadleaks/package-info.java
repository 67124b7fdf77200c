// SPDX-License-Identifier: Apache-2.0

/**
 * Finds leaked threads in this JVM: {@link io.github.threadleaks.ThreadLeakMonitor} owns
 * the one thread that samples, {@link io.github.threadleaks.ThreadLeakDetector} is the
 * pipeline that a sample runs through. <pre>
 *           every tick (monitor's own thread)                                  on demand
 * JVM --> sample --> group --> trend --> judge --> report --> readers      snapshot --> readers
 *                                                    |                        |
 *                                                    +------- redact ---------+
 * </pre> A later room reads the data of an earlier one, never the other way; nothing
 * textual reaches a reader but as {@link io.github.threadleaks.redact.RedactedText}.
 */
@NullMarked
package io.github.threadleaks;

import org.jspecify.annotations.NullMarked;
