// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import io.github.threadleaks.lifecycle.ContextScope;
import io.github.threadleaks.lifecycle.StartContext;
import io.github.threadleaks.lifecycle.ThreadContexts;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * Subscribes to another, and hands on its signals, within a context.
 *
 * @param <T> what is published
 */
final class ScopedPublisher<T> implements Publisher<T> {

	private static final String WITHIN = ScopedPublisher.class.getName() + ".within";

	private final Publisher<T> source;

	private final StartContext context;

	private final ThreadContexts contexts;

	ScopedPublisher(Publisher<T> source, StartContext context, ThreadContexts contexts) {
		this.source = source;
		this.context = context;
		this.contexts = contexts;
	}

	@Override
	public void subscribe(Subscriber<? super T> subscriber) {
		within(() -> this.source.subscribe(new Scoped(Operators.toCoreSubscriber(subscriber))));
	}

	private void within(Runnable signal) {
		ContextScope scope = this.contexts.enter(this.context, WITHIN);
		try {
			signal.run();
		}
		finally {
			scope.close();
		}
	}

	/** Signals within the context. */
	private final class Scoped implements CoreSubscriber<T> {

		private final CoreSubscriber<? super T> subscriber;

		Scoped(CoreSubscriber<? super T> subscriber) {
			this.subscriber = subscriber;
		}

		@Override
		public Context currentContext() {
			return this.subscriber.currentContext();
		}

		@Override
		public void onSubscribe(Subscription subscription) {
			within(() -> this.subscriber.onSubscribe(subscription));
		}

		@Override
		public void onNext(T value) {
			within(() -> this.subscriber.onNext(value));
		}

		@Override
		public void onError(Throwable error) {
			within(() -> this.subscriber.onError(error));
		}

		@Override
		public void onComplete() {
			within(this.subscriber::onComplete);
		}

	}

}
