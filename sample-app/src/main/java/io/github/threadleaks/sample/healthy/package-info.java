// SPDX-License-Identifier: Apache-2.0
/**
 * Look-alikes of leaks: healthy work that makes many threads, or new ones all the time,
 * and must never raise an alarm.
 */
package io.github.threadleaks.sample.healthy;
