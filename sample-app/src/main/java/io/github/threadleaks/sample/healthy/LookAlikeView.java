// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.healthy;

/**
 * A look-alike as the HTTP answers show it.
 *
 * @param name its name in the path
 * @param description why it looks like a leak and is none
 * @param running whether it is at work now
 * @param rounds how many rounds are still to be finished
 */
record LookAlikeView(String name, String description, boolean running, int rounds) {
}
