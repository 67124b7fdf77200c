// SPDX-License-Identifier: Apache-2.0

/**
 * The Actuator endpoints over HTTP and JMX, and the guard before the snapshots.
 */
@NullMarked
package io.github.threadleaks.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
