// SPDX-License-Identifier: Apache-2.0
/**
 * What the starter says of the running service: every leak by its pattern, nothing of
 * what is healthy, and the same through a real Prometheus.
 */
package io.github.threadleaks.sample.detection;
