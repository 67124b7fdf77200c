// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.Locale;

/**
 * Which mistake a leak looks like, with what to do about it: the Java face of the
 * goroutine-leak catalogue.
 */
public enum Pattern {

	/** Workers of pools that were created again and again. */
	EXECUTOR_NOT_SHUT_DOWN(
			"Each run creates an executor that nobody shuts down, so its worker waits for work for ever.",
			"Create one executor and share it, or close it in the method that creates it"
					+ " (try-with-resources since Java 19, shutdown() in a finally block before)."),

	/** Threads that a library's client keeps until it is closed. */
	CLIENT_NOT_CLOSED(
			"A client, or a pool of connections, is created again and again, and each keeps threads of its own.",
			"Create one client for the application (a singleton bean), or close each where it is created."),

	/** A thread per task, without a limit. */
	UNBOUNDED_THREADS("Each task gets a thread of its own, and they start faster than they end.",
			"Limit how many run at once (by a pool; virtual threads by a semaphore),"
					+ " and give each a deadline after which it gives up."),

	/** Waits to take from a queue. */
	QUEUE_NEVER_FED("Each waits to take from a queue into which nobody puts anything.",
			"End the consumer together with its producer: interrupt it, put an end marker,"
					+ " or poll with a timeout and look at a stop flag."),

	/** Waits to put into a queue. */
	QUEUE_NEVER_DRAINED("Each waits to put into a full queue, or to hand over to a taker that never comes.",
			"Offer with a timeout and handle the refusal; find out why the consumer of this queue has gone."),

	/** Waits for a latch, future or barrier. */
	NEVER_COMPLETED("Each waits for a result or a latch that nobody completes.",
			"Wait with a timeout (get(30, SECONDS), orTimeout, await(30, SECONDS));"
					+ " complete the future on the failure path as well."),

	/** Waits for a notification. */
	MISSED_SIGNAL("Each waits for a signal that was given before the wait began, or never.",
			"Check the condition in a loop under the lock before waiting, and change it under the same lock"
					+ " before signalling; wait with a timeout."),

	/** Waits for a lock. */
	LOCK_NEVER_RELEASED("Each waits for a lock whose holder does not release it.",
			"Unlock in a finally block right after the lock; use tryLock with a timeout where the holder may hang."),

	/** Threads of timers. */
	TIMER_NOT_CANCELLED("Each run creates a timer that nobody cancels, and each timer is a thread.",
			"Share one ScheduledExecutorService (or @Scheduled), or cancel the timer when its work is done."),

	/** Waits for the network. */
	IO_WITHOUT_TIMEOUT("Each waits for a peer that does not answer, without a timeout.",
			"Set a connect and a read timeout on the socket or client (setSoTimeout, HttpRequest.timeout);"
					+ " close the socket to free the thread."),

	/** Waits for a connection or permit. */
	POOL_EXHAUSTED("Each waits for a connection or a permit of a pool, and all are taken.",
			"Return each one where it was borrowed (try-with-resources), and let waiting fail after a short timeout"
					+ " (connectionTimeout, tryAcquire)."),

	/** Threads that wait for each other. */
	DEADLOCK("They wait for each other's locks in a circle and can never go on.",
			"Take the locks in the same order everywhere, or use tryLock with a timeout."
					+ " Only a restart frees these threads."),

	/** Threads that burn CPU. */
	BUSY_LOOP("Each runs on in the same place without a pause.",
			"Give the loop an end or a pause; wait for what it polls instead of asking again."),

	/** Workers held by one task. */
	STUCK_REQUEST("Each has been in the same application code for long without getting on.",
			"Give the call that it waits in a timeout; the worker is lost to its pool until then."),

	/** Threads that live for a moment, by the thousand. */
	THREAD_CHURN("Threads are started again and again for tasks that take a moment; to start one costs more.",
			"Run the tasks on an executor that is created once and shared,"
					+ " or on virtual threads (Java 21 and later)."),

	/** None of the above. */
	UNKNOWN("Their wait fits no known mistake.",
			"Look at where they wait and at their thread name to find the code that starts them,"
					+ " and end or close what it starts.");

	private final String cause;

	private final String advice;

	Pattern(String cause, String advice) {
		this.cause = cause;
		this.advice = advice;
	}

	/**
	 * Why the threads cannot end, in a sentence.
	 * @return the cause
	 */
	public String cause() {
		return this.cause;
	}

	/**
	 * What to do: two sentences, the cause and the cure.
	 * @return the advice
	 */
	public String advice() {
		return this.cause + " " + this.advice;
	}

	/**
	 * The section on this pattern in the documentation.
	 * @return the anchor, such as {@code executor-not-shut-down}
	 */
	public String anchor() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
