// SPDX-License-Identifier: Apache-2.0
/**
 * Leaks on demand: each class is a small part of the order service with one mistake in
 * it, made the way people make it, and a {@code release()} that sets the leaked threads
 * free again.
 */
package io.github.threadleaks.sample.leaks;
