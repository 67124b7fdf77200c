// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.orders;

/**
 * One line of the sales report: how often and how much of a product was ordered.
 */
record SalesLine(String product, long orders, long quantity) {
}
