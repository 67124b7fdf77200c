// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

/**
 * What of a family is tested for growth, and in what it is told.
 */
enum Measure {

	/** All members. */
	ALL,

	/** The pools that members belong to; told in members. */
	POOLS,

	/** Those that have lived for {@link io.github.threadleaks.group.Grouper#KEPT}. */
	KEPT,

	/** Those that have lived for {@link io.github.threadleaks.group.Grouper#AGED}. */
	LASTING;

	/** What must grow. */
	int tested(SizePoint point) {
		return (this == POOLS) ? point.owners() : told(point);
	}

	/** The number of threads that is told of. */
	int told(SizePoint point) {
		return switch (this) {
			case KEPT -> point.kept();
			case LASTING -> point.aged();
			case ALL, POOLS -> point.threads();
		};
	}

	/** How many of those have left since the beginning. */
	long left(SizePoint point) {
		return switch (this) {
			case KEPT -> point.keptLeft();
			case LASTING -> point.agedLeft();
			case ALL, POOLS -> point.left();
		};
	}

}
