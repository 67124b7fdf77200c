// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

/**
 * A fact that speaks for a leak.
 *
 * @param kind what kind of fact
 * @param summary the fact in a sentence, raw
 * @param value its number
 * @param unit the number's unit
 */
public record Evidence(EvidenceKind kind, String summary, double value, String unit) {
}
