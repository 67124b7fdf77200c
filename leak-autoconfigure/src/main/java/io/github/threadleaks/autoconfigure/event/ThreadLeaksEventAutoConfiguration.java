// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import io.github.threadleaks.autoconfigure.ThreadLeaksAutoConfiguration;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;

/**
 * Tells the application and its log what changed.
 */
@AutoConfiguration(after = ThreadLeaksAutoConfiguration.class)
@ConditionalOnBean(ThreadLeaksAutoConfiguration.class)
public final class ThreadLeaksEventAutoConfiguration {

	@Bean
	ThreadLeakEventPublisher threadLeakEventPublisher(ApplicationEventPublisher publisher) {
		return new ThreadLeakEventPublisher(publisher);
	}

	@Bean
	ThreadLeakLog threadLeakLog() {
		return new ThreadLeakLog();
	}

}
