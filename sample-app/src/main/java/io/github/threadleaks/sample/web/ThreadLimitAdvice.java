// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Says so when a leak has gone as far as it can: the JVM cannot start one more thread.
 */
@RestControllerAdvice
final class ThreadLimitAdvice {

	@ExceptionHandler
	ProblemDetail cannotStartThread(OutOfMemoryError error) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, "The JVM has reached a limit ("
				+ error.getMessage() + "). DELETE /leaks sets all leaked threads free.");
	}

}
