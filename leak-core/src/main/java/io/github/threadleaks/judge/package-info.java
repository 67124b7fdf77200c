// SPDX-License-Identifier: Apache-2.0

/**
 * Turns trends and evidence into verdicts, patterns and advice. Tables of data say which
 * wait means which pattern and which threads are known to be harmless; hysteresis keeps a
 * verdict from flapping.
 */
@NullMarked
package io.github.threadleaks.judge;

import org.jspecify.annotations.NullMarked;
