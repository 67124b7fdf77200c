// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.log;

import java.util.List;

import com.google.errorprone.annotations.CompileTimeConstant;
import io.github.threadleaks.redact.Redactor;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

/**
 * Writes sentences of ours to the log: constants of the code, filled in with numbers and
 * redacted texts. Whatever else is filled in is masked here. There is no way to hand it
 * an exception, whose message may hold anything.
 */
public final class RedactedLog {

	/** For what is not redacted yet, such as the name of a class. */
	private static final Redactor REDACTOR = Redactor.standard(List.of());

	private final Log log;

	private RedactedLog(Log log) {
		this.log = log;
	}

	/**
	 * The log of a class.
	 * @param owner who writes
	 * @return its log
	 */
	public static RedactedLog of(Class<?> owner) {
		return new RedactedLog(LogFactory.getLog(owner));
	}

	/**
	 * Tells.
	 * @param sentence a format string
	 * @param parts what to fill in
	 */
	public void info(@CompileTimeConstant String sentence, Object... parts) {
		this.log.info(REDACTOR.sentence(sentence, parts).toString());
	}

	/**
	 * Warns.
	 * @param sentence a format string
	 * @param parts what to fill in
	 */
	public void warn(@CompileTimeConstant String sentence, Object... parts) {
		this.log.warn(REDACTOR.sentence(sentence, parts).toString());
	}

}
