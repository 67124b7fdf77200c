// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Finds what a parent was doing when it started a thread, by the time at which the thread
 * was born, and where labels tell it by the scope in which the thread was made: ids are
 * given in that order. Rather unknown than wrong: what cannot be told apart counts as
 * unknown, unless births of the same site that could be told have had one of these
 * contexts.
 */
final class ContextMatcher {

	/**
	 * A thread is born when it first runs, after the call that started it. Of 3,000
	 * starts on two cores 99 % ran within 5 ms on an idle machine, within 22 ms beside 4
	 * and within 254 ms beside 16 threads that never rest.
	 */
	static final long SLACK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

	/**
	 * And so much on a machine that is overloaded, where the stack tells the route or the
	 * thread's id the scope.
	 */
	static final long LONG_SLACK_NANOS = TimeUnit.SECONDS.toNanos(2);

	private final ThreadContexts contexts;

	ContextMatcher(ThreadContexts contexts) {
		this.contexts = contexts;
	}

	/**
	 * What the parent was doing.
	 * @param site who started the thread
	 * @param threadId the thread
	 * @param place what its stack says
	 * @param parentId the parent
	 * @param parent the parent's own origin, if known
	 * @param at when it was born
	 * @return request and labels, or nothing
	 */
	StartContext match(Site site, long threadId, Birthplace place, long parentId, @Nullable Origin parent, long at) {
		if (!place.site().isKnown() && (!place.inherits() || place.through().isEmpty())) {
			// no Java code has started it
			return StartContext.NONE;
		}
		// the id tells when a thread was made, and not by which of many parents
		long id = place.inVirtualThread() ? ContextScope.UNKNOWN : threadId;
		Optional<String> handler = this.contexts.handlers().in(place.through());
		if (handler.isPresent()) {
			Optional<StartContext> served = served(handler.get(), id, find(id, place, parentId, LONG_SLACK_NANOS, at),
					at);
			if (served.isPresent()) {
				return served.get();
			}
		}
		if (!place.inVirtualThread()) {
			ThreadContexts.Found made = find(id, place, parentId, LONG_SLACK_NANOS, at).narrowed(id);
			if (made.sure() || made.isNone()) {
				return made.sure() ? choose(site, made, at) : inherited(parent);
			}
		}
		ThreadContexts.Found found = find(id, place, parentId, SLACK_NANOS, at);
		if (found.isNone()) {
			return place.inVirtualThread() ? StartContext.NONE : inherited(parent);
		}
		return choose(site, found, at);
	}

	/**
	 * The stack passes through a method that serves requests, which is surer than any
	 * time.
	 */
	private Optional<StartContext> served(String handler, long id, ThreadContexts.Found found, long at) {
		List<ContextScope> all = found.scopes()
			.stream()
			.filter((scope) -> scope.context().request().filter((each) -> each.handler().equals(handler)).isPresent())
			.toList();
		if (!all.isEmpty()) {
			List<ContextScope> scopes = new ThreadContexts.Found(all, found.complete(), false).narrowed(id).scopes();
			ContextScope likely = latest(innermost(scopes, at));
			likely.told();
			boolean sure = scopes.stream()
				.allMatch((scope) -> scope.context().labels().equals(likely.context().labels()));
			return Optional.of(sure ? likely.context() : new StartContext(likely.context().request(), Map.of()));
		}
		// its scope was lost, so it was closed
		return this.contexts.handlers()
			.route(handler)
			.map((route) -> new StartContext(Optional.of(ServedRequest.of(route, !found.complete())), Map.of()));
	}

	private ThreadContexts.Found find(long id, Birthplace place, long parentId, long slack, long at) {
		ThreadContexts.Found found = place.inVirtualThread() ? this.contexts.findVirtual(at - slack, at)
				: this.contexts.find(id, parentId, at - slack, at);
		found.scopes().removeIf((scope) -> !scope.mayHold(place));
		return found;
	}

	/** A request ends, and what its threads start later is not its. Labels stay. */
	private static StartContext inherited(@Nullable Origin parent) {
		Map<String, String> labels = (parent != null) ? parent.context().labels() : Map.of();
		return labels.isEmpty() ? StartContext.NONE : new StartContext(Optional.empty(), labels);
	}

	private static StartContext choose(Site site, ThreadContexts.Found found, long at) {
		List<ContextScope> scopes = innermost(found.scopes(), at);
		if (found.complete() && areAlike(scopes)) {
			ContextScope only = latest(scopes);
			only.told();
			return (site.believes(only.context()) || found.sure()) ? only.context() : StartContext.NONE;
		}
		List<ContextScope> known = scopes.stream().filter((scope) -> site.isKnownFor(scope.context())).toList();
		if (known.isEmpty() || !areAlike(known)) {
			return StartContext.NONE;
		}
		ContextScope likely = latest(known);
		likely.told();
		return likely.context();
	}

	/**
	 * A thread that was born within an inner scope was hardly started before that began:
	 * threads mostly run within a millisecond.
	 */
	private static List<ContextScope> innermost(List<ContextScope> scopes, long at) {
		List<ContextScope> left = new ArrayList<>(scopes);
		for (ContextScope scope : scopes) {
			if (scope.isOpenAt(at)) {
				left.removeIf(scope::isWithin);
			}
		}
		return left;
	}

	private static boolean areAlike(List<ContextScope> scopes) {
		StartContext first = scopes.get(0).context();
		return scopes.stream().allMatch((scope) -> scope.context().isLike(first));
	}

	private static ContextScope latest(List<ContextScope> scopes) {
		ContextScope latest = scopes.get(0);
		for (ContextScope scope : scopes) {
			latest = (scope.begunAt() - latest.begunAt() > 0) ? scope : latest;
		}
		return latest;
	}

	/** A thread has ended. */
	void forget(long threadId) {
		this.contexts.forget(threadId);
	}

	/** The labels of a thread's own scopes. */
	Map<String, String> labels(long threadId) {
		return this.contexts.labels(threadId);
	}

}
