// SPDX-License-Identifier: Apache-2.0

/**
 * Pages that need nothing but themselves: one style and one script of ours are written
 * into each, and its policy allows these two by their hashes and nothing else. The script
 * brings zoom, search, keys and refreshing in some 300 lines, so there is no library to
 * keep up to date; without it a page still shows all texts and pictures.
 */
@NullMarked
package io.github.threadleaks.html;

import org.jspecify.annotations.NullMarked;
