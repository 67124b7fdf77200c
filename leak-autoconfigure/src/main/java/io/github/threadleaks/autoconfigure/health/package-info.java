// SPDX-License-Identifier: Apache-2.0

/**
 * The health contributor, on the types of Spring Boot 3.5 and of 4.
 */
@NullMarked
package io.github.threadleaks.autoconfigure.health;

import org.jspecify.annotations.NullMarked;
