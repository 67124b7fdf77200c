// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.time.Duration;
import java.util.Map;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.GroupedSample;

/**
 * All families with their past.
 *
 * @param sample the sample that was remembered last
 * @param families the families and lines that live, by key
 * @param observedFor since the first sample
 */
public record Trends(GroupedSample sample, Map<FamilyKey, FamilyTrend> families, Duration observedFor) {
}
