// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.page;

import org.junit.jupiter.api.Tag;

/**
 * The page on Jersey.
 */
@Tag("jersey")
class JerseyPageTests extends PageContract {

	JerseyPageTests() {
		super("servlet");
	}

}
