// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.time.Instant;
import java.util.List;

import io.github.threadleaks.group.FamilyKey;
import io.github.threadleaks.group.FamilySample;
import io.github.threadleaks.trend.Pace;
import io.github.threadleaks.trend.SizePoint;

/**
 * A leak as it was judged, raw.
 *
 * @param id eight hex digits made of the family's key
 * @param verdict how sure it is
 * @param pattern which mistake it looks like
 * @param families the families that leak, the first one first; never empty
 * @param threads members now
 * @param from members before the growth
 * @param pace how fast it grows now
 * @param since when the growth began
 * @param evidence the facts
 * @param history sizes since then
 */
public record Finding(String id, Verdict verdict, Pattern pattern, List<FamilySample> families, int threads, int from,
		Pace pace, Instant since, List<Evidence> evidence, List<SizePoint> history) {

	/**
	 * The family that the leak was found by.
	 * @return the first family
	 */
	public FamilySample family() {
		return this.families.get(0);
	}

	/**
	 * Its key.
	 * @return the key of the first family
	 */
	public FamilyKey key() {
		return family().key();
	}

}
