// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract on Jersey.
 */
@Tag("jersey")
class JerseyEndpointTests extends SnapshotHttpContract {

	JerseyEndpointTests() {
		super("spring.main.web-application-type=servlet");
	}

	@Test
	void theStackIsJersey() {
		assertThat(application().context().containsBean("jerseyServletRegistration")).isTrue();
		assertThat(application().context().containsBean("dispatcherServlet")).isFalse();
	}

}
