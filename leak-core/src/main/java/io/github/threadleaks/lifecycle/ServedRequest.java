// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

/**
 * An HTTP request that started threads. Its route is known at its end only, as it is
 * routed after it has begun; {@link ThreadContexts#end} says it.
 */
public final class ServedRequest {

	private volatile String route = "";

	private volatile String handler = "";

	private volatile boolean ended;

	/**
	 * Some request of a route, whichever it was.
	 * @param route method and pattern
	 * @param ended whether it has ended
	 */
	static ServedRequest of(String route, boolean ended) {
		ServedRequest request = new ServedRequest();
		request.route = route;
		request.ended = ended;
		return request;
	}

	void end(String endedRoute, String routedTo) {
		this.route = endedRoute;
		this.handler = routedTo;
		this.ended = true;
	}

	String handler() {
		return this.handler;
	}

	/**
	 * Which route served it.
	 * @return method and pattern, such as {@code POST /orders/{id}}; empty before its end
	 * or when it had none
	 */
	public String route() {
		return this.route;
	}

	/**
	 * Whether it has ended.
	 * @return whether what it started has outlived it
	 */
	public boolean ended() {
		return this.ended;
	}

}
