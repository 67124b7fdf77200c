// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

/**
 * An HTTP request that started threads. Its route is known at its end only, as it is
 * routed after it has begun.
 */
public final class ServedRequest {

	private volatile String route = "";

	private volatile boolean ended;

	/**
	 * Says that it has ended.
	 * @param endedRoute method and pattern, such as {@code POST /orders/{id}}; empty if
	 * it had none
	 */
	public void end(String endedRoute) {
		this.route = endedRoute;
		this.ended = true;
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
