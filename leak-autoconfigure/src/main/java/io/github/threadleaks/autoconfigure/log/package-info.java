// SPDX-License-Identifier: Apache-2.0

/**
 * The one way into the log.
 */
@NullMarked
package io.github.threadleaks.autoconfigure.log;

import org.jspecify.annotations.NullMarked;
