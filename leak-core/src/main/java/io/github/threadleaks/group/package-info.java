// SPDX-License-Identifier: Apache-2.0

/**
 * Gathers alike threads into families: started by the same code, same masked name, same
 * entry frame, same wait. A function from one sample, and what is known of births, to one
 * grouped sample; what it keeps is a cache of that function, and which entries have too
 * many names to go by them.
 */
@NullMarked
package io.github.threadleaks.group;

import org.jspecify.annotations.NullMarked;
