// SPDX-License-Identifier: Apache-2.0

/**
 * Properties, the monitor as a bean, and the words for a wrong property.
 */
@NullMarked
package io.github.threadleaks.autoconfigure;

import org.jspecify.annotations.NullMarked;
