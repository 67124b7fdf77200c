// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.report;

import io.github.threadleaks.settings.DetectionSettings;

/**
 * No more leaks can be accepted: a list that long hides what is new.
 */
public final class TooManyAcceptedException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	TooManyAcceptedException() {
		super("At most " + DetectionSettings.MAX_ACCEPTED
				+ " leaks can be accepted. Take some back that are no longer there.");
	}

}
