// SPDX-License-Identifier: Apache-2.0

/**
 * What readers get: immutable, redacted, with stable ids, and one renderer for terminals.
 */
@NullMarked
package io.github.threadleaks.report;

import org.jspecify.annotations.NullMarked;
