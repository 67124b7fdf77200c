// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.x509.SubjectX500PrincipalExtractor;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may do what: everything is open on loopback, and behind HTTP Basic in the profile
 * {@code prod}, where a client certificate of the profile {@code mtls} is a login too:
 * its common name is the user's. There is no session and no login form, so
 * {@link CrossSiteFilter} does what a CSRF token would.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({ OpsProperties.class, ReaderProperties.class })
class SecurityConfiguration {

	@Bean
	@Profile("!prod")
	SecurityFilterChain openToAll(HttpSecurity http) throws Exception {
		return http.csrf(AbstractHttpConfigurer::disable)
			.authorizeHttpRequests((requests) -> requests.anyRequest().permitAll())
			.build();
	}

	/**
	 * Nobody can log in where nobody has to; without this bean Boot would make a user and
	 * log its password.
	 */
	@Bean
	@Profile("!prod")
	UserDetailsService nobody() {
		return new InMemoryUserDetailsManager();
	}

	/**
	 * The shop may read and place orders and a load balancer may ask for health. Readers
	 * see what leaks, and Prometheus', whose series name threads. Snapshots of all
	 * threads, accepting a leak, the page and every other actuator endpoint are for
	 * operators.
	 */
	@Bean
	@Profile("prod")
	SecurityFilterChain forOperators(HttpSecurity http) throws Exception {
		PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
		return http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.httpBasic(Customizer.withDefaults())
			.x509((certificate) -> certificate.x509PrincipalExtractor(new SubjectX500PrincipalExtractor()))
			.authorizeHttpRequests((requests) -> requests.requestMatchers(path.matcher("/actuator/health/**"))
				.permitAll()
				.requestMatchers(path.matcher("/orders/**"))
				.permitAll()
				.requestMatchers(path.matcher(HttpMethod.GET, "/actuator/threadleaks/**"),
						path.matcher("/actuator/metrics/**"), path.matcher("/actuator/prometheus"))
				.hasAnyRole(Operators.READER, Operators.ROLE)
				.anyRequest()
				.hasRole(Operators.ROLE))
			.build();
	}

	@Bean
	@Profile("prod")
	UserDetailsService operators(OpsProperties operator, ReaderProperties reader) {
		return new InMemoryUserDetailsManager(Operators.from(operator), Operators.from(reader));
	}

}
