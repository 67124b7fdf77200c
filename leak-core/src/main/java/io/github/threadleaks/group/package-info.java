// SPDX-License-Identifier: Apache-2.0

/**
 * Gathers alike threads into families: same masked name, same entry frame, same wait. A
 * function from one sample to one grouped sample; what it keeps is a cache of that
 * function, nothing that changes its result.
 */
@NullMarked
package io.github.threadleaks.group;

import org.jspecify.annotations.NullMarked;
