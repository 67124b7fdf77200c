// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.lifecycle.ThreadContexts;
import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Lets Micrometer's context propagation carry the request and the labels of a thread to
 * others; found by {@link java.util.ServiceLoader}.
 */
public final class ThreadContextAccessor implements ThreadLocalAccessor<StartContext> {

	/** The key, in Reactor's context and elsewhere. */
	public static final String KEY = "threadleaks.context";

	@Override
	public Object key() {
		return KEY;
	}

	@Override
	public @Nullable StartContext getValue() {
		StartContext context = ThreadContexts.shared().current();
		return context.equals(StartContext.NONE) ? null : context;
	}

	@Override
	public void setValue(StartContext context) {
		ThreadContexts.shared().enter(context, null);
	}

	@Override
	public void setValue() {
		ThreadContexts.shared().enter(StartContext.NONE, null);
	}

	@Override
	public void restore(StartContext before) {
		ThreadContexts.shared().leave();
	}

	@Override
	public void restore() {
		ThreadContexts.shared().leave();
	}

}
