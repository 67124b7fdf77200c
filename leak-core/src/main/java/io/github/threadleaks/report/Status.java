// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

/**
 * The answer in one word.
 */
public enum Status {

	/** Nothing leaks. */
	OK,

	/** Observed for too short a time to say that nothing leaks. */
	WARMING_UP,

	/** At least one leak is suspected. */
	SUSPECTED,

	/** At least one leak is confirmed or proven. */
	LEAKING

}
