// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.function.Function;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * The peer of a request on WebFlux, which Reactor's context knows.
 */
final class ReactivePeer {

	private ReactivePeer() {
	}

	/** Answers on a thread that may block. */
	static <T> Mono<T> answer(Function<Peer, T> operation) {
		return Mono.deferContextual((context) -> {
			Peer peer = context.getOrDefault(Peer.class, Peer.UNKNOWN);
			return Mono.fromCallable(() -> operation.apply(peer)).subscribeOn(Schedulers.boundedElastic());
		});
	}

}
