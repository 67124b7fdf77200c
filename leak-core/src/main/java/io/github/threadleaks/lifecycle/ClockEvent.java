// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.Registered;
import jdk.jfr.StackTrace;

/**
 * Tells {@link System#nanoTime()} once a second. Flight Recorder's own time is the wall
 * clock's as of the beginning of a chunk, and cannot be compared.
 */
@Name(ClockEvent.NAME)
@Label("Clock")
@Description("System.nanoTime() at the time of this event; recorded by Threadleaks once a second")
@Category("Threadleaks")
@Enabled(false)
@Registered(false)
@StackTrace(false)
final class ClockEvent extends Event {

	static final String NAME = "io.github.threadleaks.Clock";

	@Label("Nano Time")
	long nanoTime;

}
