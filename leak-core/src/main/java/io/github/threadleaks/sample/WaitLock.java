// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

import java.lang.management.LockInfo;
import java.lang.management.ThreadInfo;

import org.jspecify.annotations.Nullable;

/**
 * What a thread is parked on, waits on or is blocked on.
 *
 * @param type the class of it, or empty when the thread waits on nothing that is known
 * @param identity its identity hash; the idle workers of one pool share it, those of two
 * pools do not
 * @param owner id of the thread that holds it at the time of the capture, or -1
 */
public record WaitLock(String type, int identity, long owner) {

	/** Waits on nothing that is known. */
	public static final WaitLock NONE = new WaitLock("", 0, -1);

	static WaitLock of(ThreadInfo info) {
		@Nullable LockInfo lock = info.getLockInfo();
		if (lock == null) {
			return NONE;
		}
		return new WaitLock(Frame.stableName(lock.getClassName()), lock.getIdentityHashCode(), info.getLockOwnerId());
	}

	/**
	 * Whether something is waited on.
	 * @return whether it is known
	 */
	public boolean known() {
		return !this.type.isEmpty();
	}

}
