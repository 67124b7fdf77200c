// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.function.BiConsumer;

/**
 * What an operation of Actuator is not told of the request that it serves. A filter knows
 * it: on servlets it is kept for the thread, on WebFlux in Reactor's context, under this
 * class.
 *
 * @param address of the direct peer, or the one that it forwards for if
 * {@code server.forward-headers-strategy} trusts it
 * @param header adds a header to the answer
 */
record Peer(String address, BiConsumer<String, String> header) {

	/** Asks over JMX. */
	static final Peer LOCAL = new Peer("local", (name, value) -> {
	});

	/** Asks over HTTP, but did not pass the filter. */
	static final Peer UNKNOWN = new Peer("unknown", (name, value) -> {
	});

	private static final ThreadLocal<Peer> CURRENT = ThreadLocal.withInitial(() -> UNKNOWN);

	/** That of the request that this thread serves. */
	static Peer current() {
		return CURRENT.get();
	}

	/** This thread serves a request of this one, until {@link #leave()}. */
	void enter() {
		CURRENT.set(this);
	}

	static void leave() {
		CURRENT.remove();
	}

}
