// SPDX-License-Identifier: Apache-2.0

/**
 * Gathers alike threads into families: same masked name, same entry frame, same wait. A
 * function from one sample to one grouped sample; what it keeps is a cache of that
 * function, and which entries have too many names to go by them.
 */
@NullMarked
package io.github.threadleaks.group;

import org.jspecify.annotations.NullMarked;
