// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

import io.github.threadleaks.sample.JvmThreads;
import org.jspecify.annotations.Nullable;

/**
 * Which HTTP request each thread serves and which labels it has, now and a moment ago:
 * births are told late. Holds ids and no thread.
 * <p>
 * Whoever serves requests makes one {@link ServedRequest} a request and calls
 * {@link #enter(ServedRequest, String)} around each stretch of it that runs on a thread:
 * a servlet filter around the chain, and again around each asynchronous dispatch; a
 * reactive one around each hop, by handing {@link #current()} on and calling
 * {@link #enter(StartContext, String)} and {@link #leave()} on the other thread. Scopes
 * are closed on the thread that opened them; {@link #end} is said once, at the end of the
 * last stretch, on any thread.
 */
public final class ThreadContexts {

	/** Threads that are in a scope at once; those beyond have none. */
	static final int MAX_THREADS = 100_000;

	/** So that few threads share a ring. A power of two. */
	private static final int RINGS = 16;

	/** 16 rings of 256 scopes: at most 1 MB with their contexts. */
	private static final int RING = 256;

	/** Virtual threads have one ring, as a birth does not tell which of them it was. */
	private static final int VIRTUAL_RING = 256;

	/** Open scopes of virtual threads that are looked through for a birth. */
	private static final int MAX_VIRTUAL = 1_000;

	private static final ThreadContexts SHARED = new ThreadContexts(System::nanoTime);

	private final Map<Long, ContextScope> current = new ConcurrentHashMap<>();

	private final FinishedScopes[] finished = Stream.generate(() -> new FinishedScopes(RING))
		.limit(RINGS)
		.toArray(FinishedScopes[]::new);

	private final FinishedScopes finishedVirtual = new FinishedScopes(VIRTUAL_RING);

	private final LongAdder unrecorded = new LongAdder();

	private final Handlers handlers = new Handlers();

	private final LongSupplier clock;

	private volatile int recorders;

	private volatile LongSupplier startedCounter = () -> 0;

	private volatile LongSupplier idCounter = () -> ContextScope.UNKNOWN;

	/**
	 * Makes one of its own; all but tests use the {@linkplain #shared() shared} one.
	 * @param clock tells {@link System#nanoTime()}
	 */
	ThreadContexts(LongSupplier clock) {
		this.clock = clock;
	}

	/**
	 * Those of this JVM.
	 * @return the only one
	 */
	public static ThreadContexts shared() {
		return SHARED;
	}

	/**
	 * The calling thread begins to serve a request; its labels stay.
	 * @param request the request
	 * @param method the class and method that calls this and closes the scope before it
	 * returns, such as {@code com.acme.OrderFilter.doFilter}: what is started in the
	 * scope has it in its stack, and what has not is not taken for the request's
	 * @return to be closed on this thread
	 */
	public ContextScope enter(ServedRequest request, String method) {
		Thread thread = Thread.currentThread();
		@Nullable ContextScope outer = this.current.get(thread.getId());
		Map<String, String> labels = (outer != null) ? outer.context().labels() : Map.of();
		return enter(thread, outer, new StartContext(Optional.of(request), labels), method);
	}

	/**
	 * The calling thread goes on with what another one did.
	 * @param context that one's {@link #current()}
	 * @param method the class and method that closes the scope, as above; null if it is
	 * closed elsewhere
	 * @return to be closed on this thread
	 */
	public ContextScope enter(StartContext context, @Nullable String method) {
		Thread thread = Thread.currentThread();
		return enter(thread, this.current.get(thread.getId()), context, method);
	}

	/**
	 * The calling thread has more labels; its request stays.
	 * @param labels at most 16 with those that it has, which they override; keys of 1 to
	 * 64 characters, values of at most 256
	 * @param method the class and method that closes the scope, as above; null if it is
	 * closed elsewhere
	 * @return to be closed on this thread
	 * @throws IllegalArgumentException if there are too many, or one is too long
	 */
	public ContextScope label(Map<String, String> labels, @Nullable String method) {
		Thread thread = Thread.currentThread();
		@Nullable ContextScope outer = this.current.get(thread.getId());
		StartContext before = (outer != null) ? outer.context() : StartContext.NONE;
		return enter(thread, outer, new StartContext(before.request(), Labels.add(before.labels(), labels)), method);
	}

	private ContextScope enter(Thread thread, @Nullable ContextScope outer, StartContext context,
			@Nullable String method) {
		boolean recorded = this.recorders > 0;
		// labels may end within labels
		boolean labelled = !context.labels().isEmpty() || (outer != null && outer.knowsIds());
		ContextScope scope = new ContextScope(this, thread.getId(), outer, context, method,
				recorded ? this.clock.getAsLong() : 0,
				recorded ? this.startedCounter.getAsLong() : ContextScope.UNKNOWN,
				(recorded && labelled) ? this.idCounter.getAsLong() : ContextScope.UNKNOWN);
		if (outer == null && this.current.size() >= MAX_THREADS) {
			this.unrecorded.increment();
			scope.end();
			return scope;
		}
		this.current.put(thread.getId(), scope);
		return scope;
	}

	/** Closes the innermost scope of the calling thread, if there is one. */
	public void leave() {
		@Nullable ContextScope innermost = this.current.get(Thread.currentThread().getId());
		if (innermost != null) {
			innermost.close();
		}
	}

	/**
	 * A request has ended.
	 * @param request the request
	 * @param route method and pattern, such as {@code POST /orders/{id}}; empty if it had
	 * none
	 * @param handler class and method that it was routed to, such as
	 * {@code com.acme.OrderController.export}; empty if it was none
	 */
	public void end(ServedRequest request, String route, String handler) {
		request.end(route, handler);
		if (!route.isEmpty() && !handler.isEmpty()) {
			this.handlers.learn(handler, route);
		}
	}

	Handlers handlers() {
		return this.handlers;
	}

	/**
	 * What the calling thread does.
	 * @return its innermost scope's request and labels
	 */
	public StartContext current() {
		@Nullable ContextScope scope = this.current.get(Thread.currentThread().getId());
		return (scope != null) ? scope.context() : StartContext.NONE;
	}

	/**
	 * Scopes that were not recorded because too many threads were in one.
	 * @return how many so far
	 */
	public long unrecorded() {
		return this.unrecorded.sum();
	}

	void close(ContextScope scope) {
		Thread thread = Thread.currentThread();
		if (scope.isClosed() || scope.threadId() != thread.getId()) {
			return;
		}
		for (@Nullable
		ContextScope inner = this.current.get(scope.threadId()); inner != null
				&& inner != scope; inner = inner.outer()) {
			finish(inner, thread);
		}
		finish(scope, thread);
		if (scope.outer() != null) {
			this.current.put(scope.threadId(), scope.outer());
		}
		else {
			this.current.remove(scope.threadId());
		}
	}

	private void finish(ContextScope scope, Thread thread) {
		if (this.recorders == 0) {
			scope.end();
			return;
		}
		long started = this.startedCounter.getAsLong();
		if (scope.end(this.clock.getAsLong(), started, this.idCounter)) {
			(JvmThreads.isVirtual(thread) ? this.finishedVirtual : ring(scope.threadId())).add(scope);
		}
	}

	private FinishedScopes ring(long threadId) {
		return this.finished[(int) threadId & (RINGS - 1)];
	}

	/** Births are recorded from now on. */
	synchronized void attach(LongSupplier startedCounter, LongSupplier idCounter) {
		this.startedCounter = startedCounter;
		this.idCounter = idCounter;
		int more = this.recorders + 1;
		this.recorders = more;
	}

	/** A recorder has closed. */
	synchronized void detach() {
		int left = this.recorders - 1;
		this.recorders = left;
		if (left == 0) {
			Stream.concat(Stream.of(this.finished), Stream.of(this.finishedVirtual)).forEach(FinishedScopes::clear);
		}
	}

	/** A thread has ended, perhaps without closing its scopes. */
	void forget(long threadId) {
		this.current.remove(threadId);
	}

	/** The labels of a thread's innermost scope. */
	Map<String, String> labels(long threadId) {
		@Nullable ContextScope scope = this.current.get(threadId);
		return (scope != null) ? scope.context().labels() : Map.of();
	}

	/**
	 * Finds the scopes of a platform thread in which it may have started another.
	 * @param threadId the other
	 * @param parentId the thread
	 * @param from the earliest time at which it may have done so
	 * @param to when the other was born
	 * @return the scopes
	 */
	Found find(long threadId, long parentId, long from, long to) {
		List<ContextScope> scopes = new ArrayList<>();
		addOpen(this.current.get(parentId), threadId, from, to, this.startedCounter.getAsLong(), scopes);
		boolean complete = ring(parentId).find(threadId, parentId, from, to, scopes);
		return new Found(scopes, complete, false);
	}

	/** The same for whichever virtual thread it was, of which ids do not tell. */
	Found findVirtual(long from, long to) {
		List<ContextScope> scopes = new ArrayList<>();
		long started = this.startedCounter.getAsLong();
		boolean complete = this.current.size() <= MAX_VIRTUAL;
		if (complete) {
			this.current.values().forEach((scope) -> addOpen(scope, ContextScope.UNKNOWN, from, to, started, scopes));
		}
		return new Found(scopes, this.finishedVirtual.find(ContextScope.UNKNOWN, -1, from, to, scopes) && complete,
				false);
	}

	private static void addOpen(@Nullable ContextScope innermost, long threadId, long from, long to, long started,
			List<ContextScope> scopes) {
		for (@Nullable
		ContextScope scope = innermost; scope != null; scope = scope.outer()) {
			if (!scope.isClosed() && scope.mayHaveStarted(threadId, from, to, started)) {
				scopes.add(scope);
			}
		}
	}

	/**
	 * Scopes in which a thread may have been started.
	 *
	 * @param scopes the scopes
	 * @param complete whether there was no other
	 * @param sure whether the thread was made in them, not only born at their time
	 */
	record Found(List<ContextScope> scopes, boolean complete, boolean sure) {

		/** Whether it surely was started in none. */
		boolean isNone() {
			return this.complete && this.scopes.isEmpty();
		}

		/**
		 * If it was made in some of them, the innermost of these; not where a scope
		 * within may have been lost.
		 */
		Found narrowed(long threadId) {
			List<ContextScope> made = this.scopes.stream().filter((scope) -> scope.hasSeenMade(threadId)).toList();
			List<ContextScope> innermost = made.stream()
				.filter((scope) -> made.stream().noneMatch((other) -> other.isWithin(scope)))
				.toList();
			boolean known = this.complete || innermost.stream().noneMatch(ContextScope::hasInner);
			return (!made.isEmpty() && known) ? new Found(innermost, true, true) : this;
		}

	}

}
