// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The contract on WebFlux.
 */
class WebFluxEndpointTests extends SnapshotHttpContract {

	WebFluxEndpointTests() {
		super("spring.main.web-application-type=reactive");
	}

	@Test
	void theStackIsWebFlux() {
		assertThat(application().context().containsBean("webEndpointReactiveHandlerMapping")).isTrue();
	}

}
