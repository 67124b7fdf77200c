// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Optional;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.autoconfigure.ThreadLeaksProperties;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The endpoints {@code threadleaks} and {@code threadsnapshot}, as far as Actuator makes
 * them available.
 */
@AutoConfiguration(after = ThreadLeaksAutoConfiguration.class)
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean(ThreadLeaksAutoConfiguration.class)
public final class ThreadLeaksEndpointAutoConfiguration {

	/**
	 * The report.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(ThreadLeaksEndpoint.class)
	static class ThreadLeaksConfiguration {

		@Bean
		ThreadLeaksEndpoint threadLeaksEndpoint(ThreadLeakMonitor monitor) {
			return new ThreadLeaksEndpoint(monitor);
		}

		@Bean
		@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
		ThreadLeaksWebExtension threadLeaksWebExtension(ThreadLeaksEndpoint endpoint,
				ObjectProvider<ThreadSnapshotWebExtension> snapshots, ObjectProvider<SnapshotGuard> guard) {
			// over HTTP the page shows no stacks but those that are served over HTTP
			return new ThreadLeaksWebExtension(endpoint,
					new PageWriter(endpoint, () -> Optional.ofNullable(snapshots.getIfAvailable())
						.flatMap((served) -> Optional.ofNullable(guard.getIfAvailable()))));
		}

	}

	/**
	 * The snapshots.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnAvailableEndpoint(ThreadSnapshotEndpoint.class)
	static class ThreadSnapshotConfiguration {

		@Bean
		SnapshotRequests threadSnapshotRequests() {
			return new SnapshotRequests();
		}

		@Bean
		SnapshotGuard threadSnapshotGuard(ThreadLeakMonitor monitor, ThreadLeaksProperties properties,
				Environment environment, SnapshotRequests requests) {
			return new SnapshotGuard(monitor, properties.maxDetail(environment), requests);
		}

		@Bean
		ThreadSnapshotEndpoint threadSnapshotEndpoint(SnapshotGuard guard) {
			return new ThreadSnapshotEndpoint(guard);
		}

		@Bean
		@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
		ThreadSnapshotWebExtension threadSnapshotWebExtension(ThreadSnapshotEndpoint endpoint) {
			return new ThreadSnapshotWebExtension(endpoint);
		}

	}

}
