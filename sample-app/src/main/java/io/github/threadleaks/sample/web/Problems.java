// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Refusals as RFC 9457 problem details that say what is allowed instead.
 */
public final class Problems {

	/** An answer repeats at most this much of a value that it refuses. */
	private static final int LONGEST_ECHO = 40;

	private Problems() {
	}

	/**
	 * Reads a whole number from 1 to the limit, or refuses it by name, value and limit.
	 */
	public static int wholeNumber(String parameter, String value, int limit) {
		try {
			int number = Integer.parseInt(value.strip());
			if (number >= 1 && number <= limit) {
				return number;
			}
		}
		catch (NumberFormatException ex) {
			// refused below, like a number out of range
		}
		throw badParameter(parameter, value, "a whole number from 1 to " + limit);
	}

	public static ErrorResponseException badParameter(String parameter, String value, String allowed) {
		String echo = (value.length() <= LONGEST_ECHO) ? value : value.substring(0, LONGEST_ECHO) + "…";
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				parameter + " must be " + allowed + ", not '" + echo + "'.");
		problem.setProperty("parameter", parameter);
		problem.setProperty("value", echo);
		problem.setProperty("allowed", allowed);
		return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
	}

	public static ErrorResponseException notFound(String detail) {
		return new ErrorResponseException(HttpStatus.NOT_FOUND,
				ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, detail), null);
	}

}
