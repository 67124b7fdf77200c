// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.settings;

/**
 * A setting has a value outside its limits. The message names the setting, the limit and
 * the value.
 */
public final class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String name;

	private final String value;

	private final String limit;

	/**
	 * Refuses a value.
	 * @param name the full property name, such as {@code threadleaks.sampling.interval}
	 * @param limit what is allowed, to be read after "must", such as
	 * {@code be at least 1s}
	 * @param value the value that was given
	 */
	public InvalidSettingException(String name, String limit, Object value) {
		super(name + " must " + limit + ", not " + value);
		this.name = name;
		this.limit = limit;
		this.value = value.toString();
	}

	public String name() {
		return this.name;
	}

	public String value() {
		return this.value;
	}

	public String limit() {
		return this.limit;
	}

	/**
	 * Checks a setting.
	 * @param valid whether the value is within its limit
	 * @param name the full property name
	 * @param limit what is allowed, to be read after "must"
	 * @param value the value that was given
	 * @throws InvalidSettingException if not valid
	 */
	static void require(boolean valid, String name, String limit, Object value) {
		if (!valid) {
			throw new InvalidSettingException(name, limit, value);
		}
	}

}
