// SPDX-License-Identifier: Apache-2.0

/**
 * What can be set, with limits: a record for each room that has settings. A wrong value
 * is refused by name, value and limit
 * ({@link io.github.threadleaks.settings.InvalidSettingException}); nothing is repaired
 * in silence.
 */
@NullMarked
package io.github.threadleaks.settings;

import org.jspecify.annotations.NullMarked;
