// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.Map;

/**
 * Turns those away over HTTP whose address is not allowed. An operation asks it, not a
 * filter: whichever way a request found to the operation, it passes here.
 */
final class AddressGuard {

	private final AddressRanges allowed;

	private final SnapshotAudit audit;

	AddressGuard(AddressRanges allowed, SnapshotAudit audit) {
		this.allowed = allowed;
		this.audit = audit;
	}

	/**
	 * Lets a caller pass, or puts him on record.
	 * @param caller who asks
	 * @param what for
	 * @throws RefusalException if his address is not allowed, or not known though only
	 * some are
	 */
	void require(Caller caller, Map<String, String> what) {
		if (!this.allowed.allow(caller.peer().address())) {
			RefusalException refusal = RefusalException.addressNotAllowed();
			this.audit.record(caller, what, refusal.problem().reason());
			throw refusal;
		}
	}

}
