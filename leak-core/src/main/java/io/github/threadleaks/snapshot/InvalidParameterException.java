// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

/**
 * A parameter of a request has a value that is not allowed. The message names the
 * parameter, the value and what is allowed.
 */
public final class InvalidParameterException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String parameter;

	/**
	 * Refuses a value.
	 * @param parameter the parameter's name
	 * @param value the value that was given
	 * @param allowed what is allowed, to be read after "must"
	 */
	public InvalidParameterException(String parameter, String value, String allowed) {
		super("Parameter '" + parameter + "' must " + allowed + ", not '" + abbreviate(value) + "'.");
		this.parameter = parameter;
	}

	public String parameter() {
		return this.parameter;
	}

	/** An answer to a hostile request need not repeat all of it. */
	private static String abbreviate(String value) {
		String printable = value.replaceAll("\\p{Cntrl}", "?");
		return (printable.length() <= 80) ? printable : printable.substring(0, 80) + "...";
	}

}
