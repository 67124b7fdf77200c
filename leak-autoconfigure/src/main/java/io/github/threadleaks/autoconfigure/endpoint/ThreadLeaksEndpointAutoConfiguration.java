// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Optional;

import io.github.threadleaks.ThreadLeakMonitor;
import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;
import io.github.threadleaks.autoconfigure.ThreadLeaksProperties;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.autoconfigure.endpoint.expose.EndpointExposure;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.ApplicationEventPublisher;
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
	 * Who asked for snapshots, and what came of it.
	 */
	@Bean
	SnapshotAudit threadSnapshotAudit(ApplicationEventPublisher publisher) {
		return new SnapshotAudit(publisher);
	}

	/**
	 * Who may ask over HTTP.
	 */
	@Bean
	AddressGuard threadLeaksAddressGuard(ThreadLeaksProperties properties, SnapshotAudit audit) {
		return new AddressGuard(new AddressRanges(properties.security().allowedAddresses()), audit);
	}

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

		/** Over HTTP the page shows no stacks but those that are served over HTTP. */
		@Bean
		ReportAnswers threadLeaksReportAnswers(ThreadLeaksEndpoint endpoint, AddressGuard addresses,
				ObjectProvider<WebSnapshots> webSnapshots) {
			PageWriter pages = new PageWriter(endpoint,
					() -> Optional.ofNullable(webSnapshots.getIfAvailable()).map(WebSnapshots::guard));
			return new ReportAnswers(endpoint, pages, addresses);
		}

		@Bean
		@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		ThreadLeaksWebExtension threadLeaksWebExtension(ReportAnswers answers) {
			return new ThreadLeaksWebExtension(answers);
		}

	}

	/**
	 * The report on WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Mono.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnAvailableEndpoint(endpoint = ThreadLeaksEndpoint.class, exposure = EndpointExposure.WEB)
	static class ReactiveThreadLeaksConfiguration {

		@Bean
		ThreadLeaksReactiveWebExtension threadLeaksReactiveWebExtension(ReportAnswers answers) {
			return new ThreadLeaksReactiveWebExtension(answers);
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
				Environment environment, SnapshotRequests requests, SnapshotAudit audit) {
			SnapshotPolicy policy = new SnapshotPolicy(properties.maxDetail(environment),
					properties.security().requiredRole(), properties.security().rateLimit());
			return new SnapshotGuard(monitor, policy, requests, audit);
		}

		@Bean
		ThreadSnapshotEndpoint threadSnapshotEndpoint(SnapshotGuard guard, AddressGuard addresses) {
			return new ThreadSnapshotEndpoint(guard, addresses);
		}

		@Bean
		@ConditionalOnAvailableEndpoint(endpoint = ThreadSnapshotEndpoint.class, exposure = EndpointExposure.WEB)
		WebSnapshots webThreadSnapshots(SnapshotGuard guard) {
			return new WebSnapshots(guard);
		}

		@Bean
		@ConditionalOnAvailableEndpoint(exposure = EndpointExposure.WEB)
		@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
		ThreadSnapshotWebExtension threadSnapshotWebExtension(ThreadSnapshotEndpoint endpoint) {
			return new ThreadSnapshotWebExtension(endpoint);
		}

	}

	/**
	 * The snapshots on WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Mono.class)
	@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
	@ConditionalOnAvailableEndpoint(endpoint = ThreadSnapshotEndpoint.class, exposure = EndpointExposure.WEB)
	static class ReactiveThreadSnapshotConfiguration {

		@Bean
		ThreadSnapshotReactiveWebExtension threadSnapshotReactiveWebExtension(ThreadSnapshotEndpoint endpoint) {
			return new ThreadSnapshotReactiveWebExtension(endpoint);
		}

	}

	/**
	 * Says that snapshots are served over HTTP.
	 *
	 * @param guard the guard before them
	 */
	record WebSnapshots(SnapshotGuard guard) {
	}

}
