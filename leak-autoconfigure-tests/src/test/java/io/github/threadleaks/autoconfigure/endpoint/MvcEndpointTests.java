// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract on MVC.
 */
class MvcEndpointTests extends SnapshotHttpContract {

	MvcEndpointTests() {
		super("spring.main.web-application-type=servlet");
	}

	@Test
	void theStackIsSpringMvc() {
		assertThat(application().context().containsBean("webEndpointServletHandlerMapping")).isTrue();
	}

}
