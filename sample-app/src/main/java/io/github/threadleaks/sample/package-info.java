// SPDX-License-Identifier: Apache-2.0
/**
 * An order service that leaks threads on demand: what the project's first command starts,
 * what its tests and benchmarks observe, and a place to see a report before trusting it
 * with a service of one's own.
 */
package io.github.threadleaks.sample;
