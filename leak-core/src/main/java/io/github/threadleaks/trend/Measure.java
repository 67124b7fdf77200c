// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * What of a family is tested for growth, and in what it is told.
 */
enum Measure {

	/** All members. */
	ALL(SizePoint::threads, SizePoint::threads, SizePoint::left),

	/** The pools that members belong to; told in members. */
	POOLS(SizePoint::owners, SizePoint::threads, SizePoint::left),

	/** Those that have lived for {@link io.github.threadleaks.group.Grouper#AGED}. */
	LASTING(SizePoint::aged, SizePoint::aged, SizePoint::agedLeft);

	private final ToIntFunction<SizePoint> tested;

	private final ToIntFunction<SizePoint> told;

	private final ToLongFunction<SizePoint> left;

	Measure(ToIntFunction<SizePoint> tested, ToIntFunction<SizePoint> told, ToLongFunction<SizePoint> left) {
		this.tested = tested;
		this.told = told;
		this.left = left;
	}

	/** What must grow. */
	int tested(SizePoint point) {
		return this.tested.applyAsInt(point);
	}

	/** The number of threads that is told of. */
	int told(SizePoint point) {
		return this.told.applyAsInt(point);
	}

	/** How many of those have left since the beginning. */
	long left(SizePoint point) {
		return this.left.applyAsLong(point);
	}

}
