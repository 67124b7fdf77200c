// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.context;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;
import org.springframework.web.method.HandlerMethod;

/**
 * What the method that serves a request is called in a stack.
 */
final class HandlerNames {

	/** Not every application with servlets has Spring Web. */
	private static final boolean SPRING_WEB = ClassUtils.isPresent("org.springframework.web.method.HandlerMethod",
			HandlerNames.class.getClassLoader());

	private HandlerNames() {
	}

	/**
	 * The name.
	 * @param handler what a request was routed to
	 * @return class and method, or empty if it is no method
	 */
	static String of(@Nullable Object handler) {
		return (SPRING_WEB && handler instanceof HandlerMethod) ? name(((HandlerMethod) handler).getMethod()) : "";
	}

	private static String name(Method method) {
		return ClassUtils.getUserClass(method.getDeclaringClass()).getName() + "." + method.getName();
	}

}
