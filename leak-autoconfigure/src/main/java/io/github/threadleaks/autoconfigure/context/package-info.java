// SPDX-License-Identifier: Apache-2.0

/**
 * Tells the engine which request a thread serves, and carries requests and labels to
 * other threads.
 * <p>
 * The flow: a filter makes one {@link io.github.threadleaks.lifecycle.ServedRequest} a
 * request and enters it around the chain, on whatever thread that runs; Micrometer's
 * context propagation and Spring's task decorators enter it on the threads that go on
 * with the work. The recorder of births asks what a thread was in when it started
 * another.
 */
@NullMarked
package io.github.threadleaks.autoconfigure.context;

import org.jspecify.annotations.NullMarked;
