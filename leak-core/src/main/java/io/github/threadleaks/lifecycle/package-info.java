// SPDX-License-Identifier: Apache-2.0

/**
 * Who starts threads: a Flight Recorder stream tells births and deaths, and a birth's
 * stack is the creation site.
 * <p>
 * The flow: a {@code jdk.ThreadStart} event gives id, parent and stack; the stack becomes
 * an interned {@link io.github.threadleaks.lifecycle.CreationSite}, the application's
 * frames nearest to the start; a birth without one (a pool's worker that replaces
 * another) inherits its parent's. What the parent was doing then, the HTTP request that
 * it served and its labels, is the {@link io.github.threadleaks.lifecycle.StartContext}.
 * Both stand in a bounded table of live threads until {@code jdk.ThreadEnd}; readers ask
 * it by id through {@link io.github.threadleaks.lifecycle.Births}. Events come about half
 * a second late: until then an origin is
 * {@link io.github.threadleaks.lifecycle.Origin#AWAITED}.
 * <p>
 * Cost: 10 to 17 microseconds of CPU a thread start once the code is warm, 0.06 % of a
 * core at rest, 30 to 80 bytes a live thread; 0.1 to 0.2 microseconds a request or label
 * scope. {@code FlightRecorderStream}, {@code ClockTicker} and {@code ClockEvent} alone
 * know Flight Recorder; {@code BirthRegister} holds what they have told, in plain time.
 */
@NullMarked
package io.github.threadleaks.lifecycle;

import org.jspecify.annotations.NullMarked;
