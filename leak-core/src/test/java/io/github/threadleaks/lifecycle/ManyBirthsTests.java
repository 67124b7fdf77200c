// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import io.github.threadleaks.fixture.ChildJvm;
import io.github.threadleaks.fixture.ManyStartsProgram;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ManyBirthsTests {

	@Test
	void ofFortyThousandBirthsNoneIsLost() {
		assertThat(new ChildJvm().run(ManyStartsProgram.class))
			.contains("Started: 40000, told: 40000, ends told: 40000");
	}

}
