// SPDX-License-Identifier: Apache-2.0

/**
 * What the documentation shows is compiled and run.
 */
@NullMarked
package io.github.threadleaks.documentation;

import org.jspecify.annotations.NullMarked;
