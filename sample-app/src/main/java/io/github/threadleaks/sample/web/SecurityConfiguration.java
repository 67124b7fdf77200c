// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may do what: everything is open on loopback, and behind HTTP Basic in the profile
 * {@code prod}. There is no session and no login form, so {@link CrossSiteFilter} does
 * what a CSRF token would.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpsProperties.class)
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
	 * The shop may read and place orders and a load balancer may ask for health; leaks,
	 * the page and every other actuator endpoint, Prometheus' too since its series name
	 * threads, are for operators.
	 */
	@Bean
	@Profile("prod")
	SecurityFilterChain forOperators(HttpSecurity http) throws Exception {
		PathPatternRequestMatcher.Builder path = PathPatternRequestMatcher.withDefaults();
		return http.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((sessions) -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.httpBasic(Customizer.withDefaults())
			.authorizeHttpRequests((requests) -> requests.requestMatchers(path.matcher("/actuator/health/**"))
				.permitAll()
				.requestMatchers(path.matcher("/orders/**"))
				.permitAll()
				.anyRequest()
				.hasRole(Operators.ROLE))
			.build();
	}

	@Bean
	@Profile("prod")
	UserDetailsService operators(OpsProperties properties) {
		return new InMemoryUserDetailsManager(Operators.from(properties));
	}

}
