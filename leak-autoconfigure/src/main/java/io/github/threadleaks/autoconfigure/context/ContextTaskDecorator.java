// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import io.github.threadleaks.lifecycle.ContextScope;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.lifecycle.ThreadContexts;

import org.springframework.core.task.TaskDecorator;

/**
 * Lets a task of Spring's executors run within the request and the labels of whoever
 * handed it in.
 */
final class ContextTaskDecorator implements TaskDecorator {

	private static final String RUN = ContextTaskDecorator.class.getName() + ".run";

	private final ThreadContexts contexts;

	ContextTaskDecorator(ThreadContexts contexts) {
		this.contexts = contexts;
	}

	@Override
	public Runnable decorate(Runnable task) {
		StartContext context = this.contexts.current();
		if (context.equals(StartContext.NONE)) {
			return task;
		}
		return () -> run(task, context);
	}

	private void run(Runnable task, StartContext context) {
		ContextScope scope = this.contexts.enter(context, RUN);
		try {
			task.run();
		}
		finally {
			scope.close();
		}
	}

}
