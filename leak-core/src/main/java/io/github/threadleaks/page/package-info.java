// SPDX-License-Identifier: Apache-2.0

/**
 * The report as a page for a browser.
 */
@NullMarked
package io.github.threadleaks.page;

import org.jspecify.annotations.NullMarked;
