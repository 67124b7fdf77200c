// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample;

/**
 * How a thread is run.
 */
public enum ThreadKind {

	/** By a thread of the operating system. */
	PLATFORM,

	/** By a carrier, JDK 21 and later. */
	VIRTUAL

}
