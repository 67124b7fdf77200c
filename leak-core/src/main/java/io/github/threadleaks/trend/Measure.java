// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

/**
 * What of a family is tested for growth, and in what it is told.
 */
enum Measure {

	/** All members. */
	ALL {
		@Override
		int tested(SizePoint point) {
			return point.threads();
		}

		@Override
		int told(SizePoint point) {
			return point.threads();
		}

		@Override
		long left(SizePoint point) {
			return point.left();
		}
	},

	/** The pools that members belong to; told in members. */
	POOLS {
		@Override
		int tested(SizePoint point) {
			return point.owners();
		}

		@Override
		int told(SizePoint point) {
			return point.threads();
		}

		@Override
		long left(SizePoint point) {
			return point.left();
		}
	},

	/** Those that have lived for {@link io.github.threadleaks.group.Grouper#AGED}. */
	LASTING {
		@Override
		int tested(SizePoint point) {
			return point.aged();
		}

		@Override
		int told(SizePoint point) {
			return point.aged();
		}

		@Override
		long left(SizePoint point) {
			return point.agedLeft();
		}
	};

	/** What must grow. */
	abstract int tested(SizePoint point);

	/** The number of threads that is told of. */
	abstract int told(SizePoint point);

	/** How many of those have left since the beginning. */
	abstract long left(SizePoint point);

}
