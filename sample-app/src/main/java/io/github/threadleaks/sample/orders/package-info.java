// SPDX-License-Identifier: Apache-2.0
/**
 * The healthy part of the service: orders in a database, read and placed over HTTP.
 */
package io.github.threadleaks.sample.orders;
