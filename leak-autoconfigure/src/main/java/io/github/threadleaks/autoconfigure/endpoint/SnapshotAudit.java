// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.LinkedHashMap;
import java.util.Map;

import io.github.threadleaks.autoconfigure.log.RedactedLog;
import io.github.threadleaks.redact.Redactor;

import org.springframework.boot.actuate.audit.listener.AuditApplicationEvent;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Puts on record who asked for a snapshot and what came of it, never what was in it: as
 * an audit event for Actuator's repository, and as a line of the log.
 */
final class SnapshotAudit {

	/** The type of the events. */
	static final String TYPE = "THREAD_SNAPSHOT";

	private static final RedactedLog logger = RedactedLog.of(SnapshotAudit.class);

	private final ApplicationEventPublisher publisher;

	/**
	 * Names and addresses are what an audit is for; only what forges lines is taken out.
	 */
	private final Redactor printable = Redactor.disabled();

	SnapshotAudit(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	/**
	 * Records a request.
	 * @param caller who, and from where
	 * @param what {@code detail} and {@code format}, as far as they are known
	 * @param outcome {@code served}, or the reason of the refusal
	 */
	void record(Caller caller, Map<String, String> what, String outcome) {
		Map<String, Object> data = new LinkedHashMap<>(what);
		data.put("address", caller.peer().address());
		data.put("outcome", outcome);
		logger.info("%s", this.printable.sentence("Thread snapshot %s: %s, asked for from '%s' by '%s'.", outcome, what,
				quoted(caller.peer().address()), quoted(caller.principal())));
		this.publisher.publishEvent(new AuditApplicationEvent(caller.principal(), TYPE, data));
	}

	/** A name cannot end its quotes and go on as if it were ours. */
	private static String quoted(String text) {
		return text.replace("'", "''");
	}

}
