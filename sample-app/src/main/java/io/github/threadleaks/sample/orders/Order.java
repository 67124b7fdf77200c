// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.orders;

import java.time.Instant;

/**
 * An order that a customer has placed.
 */
public record Order(long id, String customer, String product, int quantity, Instant placedAt) {
}
