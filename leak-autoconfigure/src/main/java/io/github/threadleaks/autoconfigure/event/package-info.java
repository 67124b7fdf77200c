// SPDX-License-Identifier: Apache-2.0

/**
 * What changed, as application events and as log lines.
 */
@NullMarked
package io.github.threadleaks.autoconfigure.event;

import org.jspecify.annotations.NullMarked;
