// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.trend;

/**
 * What is counted of a family.
 */
enum Measure {

	/** All members. */
	ALL {
		@Override
		int of(SizePoint point) {
			return point.threads();
		}

		@Override
		long left(SizePoint point) {
			return point.left();
		}
	},

	/** Those that have lived for 10 minutes. */
	LASTING {
		@Override
		int of(SizePoint point) {
			return point.aged();
		}

		@Override
		long left(SizePoint point) {
			return point.agedLeft();
		}
	};

	abstract int of(SizePoint point);

	/** How many have left since the beginning. */
	abstract long left(SizePoint point);

}
