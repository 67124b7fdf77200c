// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.github.threadleaks.snapshot.SnapshotFrame;
import io.github.threadleaks.snapshot.StackCount;

/**
 * Which method calls which, in how many threads. A thread counts once for a method and
 * once for a call, however often they recur in its stack. Only the heaviest methods are
 * kept: calls through others lead from the nearest kept caller to the nearest kept
 * callee.
 */
final class CallGraph {

	/** As many as pprof draws; more make no picture that can be read. */
	static final int MAX_NODES = 80;

	private final List<Node> nodes;

	private final List<Edge> edges;

	private final int threads;

	private final int leftOut;

	private final int heaviestLeftOut;

	private CallGraph(List<Node> nodes, List<Edge> edges, int threads, int leftOut, int heaviestLeftOut) {
		this.nodes = nodes;
		this.edges = edges;
		this.threads = threads;
		this.leftOut = leftOut;
		this.heaviestLeftOut = heaviestLeftOut;
	}

	static CallGraph of(Stream<StackCount> counts) {
		Sites sites = new Sites();
		List<Stack> stacks = stacks(counts, sites);
		Tally[] tallies = tally(stacks, sites.names.size());
		int[] ranking = IntStream.range(0, tallies.length)
			.boxed()
			.sorted(Comparator.comparing((site) -> tallies[site], Tally.HEAVIEST))
			.mapToInt(Integer::intValue)
			.toArray();
		int kept = Math.min(MAX_NODES, ranking.length);
		int[] nodeOf = new int[ranking.length];
		Arrays.fill(nodeOf, -1);
		List<Node> nodes = new ArrayList<>();
		for (int i = 0; i < kept; i++) {
			nodeOf[ranking[i]] = i;
			nodes.add(tallies[ranking[i]].node(sites.names.get(ranking[i])));
		}
		return new CallGraph(List.copyOf(nodes), Calls.of(stacks, nodeOf),
				stacks.stream().mapToInt(Stack::threads).sum(), ranking.length - kept,
				(kept < ranking.length) ? tallies[ranking[kept]].weight : 0);
	}

	/** The methods that are kept, heaviest first. */
	List<Node> nodes() {
		return this.nodes;
	}

	/** The calls between them. */
	List<Edge> edges() {
		return this.edges;
	}

	/** All threads, or how many more there are. */
	int threads() {
		return this.threads;
	}

	/** How many methods are left out. */
	int leftOut() {
		return this.leftOut;
	}

	/** In how many threads, at most, a method is that was left out. */
	int heaviestLeftOut() {
		return this.heaviestLeftOut;
	}

	private static List<Stack> stacks(Stream<StackCount> counts, Sites sites) {
		StackNumbers numbers = new StackNumbers();
		List<Stack> stacks = new ArrayList<>();
		counts.forEachOrdered((count) -> {
			int number = numbers.of(count.frames());
			if (number == stacks.size()) {
				stacks.add(new Stack(sites.of(count.frames())));
			}
			stacks.get(number).states.merge(count.state(), count.threads(), Integer::sum);
		});
		return stacks;
	}

	private static Tally[] tally(List<Stack> stacks, int sites) {
		Tally[] tallies = new Tally[sites];
		Arrays.setAll(tallies, (site) -> new Tally());
		for (int number = 0; number < stacks.size(); number++) {
			Stack stack = stacks.get(number);
			for (int site : stack.sites) {
				tallies[site].pass(stack, number);
			}
			stack.states.forEach(tallies[stack.sites[0]]::stop);
		}
		return tallies;
	}

	/**
	 * A method.
	 *
	 * @param site class and method
	 * @param cumulative threads that are in it, or in what it called
	 * @param states threads that are in it itself, by state
	 */
	record Node(String site, int cumulative, Map<Thread.State, Integer> states) {

		/** Threads that are in it itself. */
		int flat() {
			return this.states.values().stream().mapToInt(Integer::intValue).sum();
		}

	}

	/**
	 * A call.
	 *
	 * @param caller the index of the calling node
	 * @param callee the index of the called one
	 * @param threads in how many threads
	 * @param residual whether it always leads through methods that are left out
	 */
	record Edge(int caller, int callee, int threads, boolean residual) {
	}

	/** A distinct stack. */
	static final class Stack {

		private final int[] sites;

		private final Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);

		private Stack(int[] sites) {
			this.sites = sites;
		}

		/** The numbers of its methods, innermost first, at least one. */
		IntStream sites() {
			return Arrays.stream(this.sites);
		}

		int threads() {
			return this.states.values().stream().mapToInt(Integer::intValue).sum();
		}

	}

	/** Numbers methods. */
	private static final class Sites {

		private final Map<String, Integer> numbers = new HashMap<>();

		private final List<String> names = new ArrayList<>();

		private int[] of(List<SnapshotFrame> frames) {
			return frames.isEmpty() ? new int[] { of(FormatWords.NO_STACK) }
					: frames.stream().mapToInt((frame) -> of(frame.site().toString())).toArray();
		}

		private int of(String name) {
			return this.numbers.computeIfAbsent(name, (fresh) -> {
				this.names.add(fresh);
				return this.names.size() - 1;
			});
		}

	}

	/** Counts the threads of a method. */
	private static final class Tally {

		/**
		 * Of methods that weigh the same, those that threads stop in first: they say
		 * most.
		 */
		private static final Comparator<Tally> HEAVIEST = Comparator.comparingInt((Tally tally) -> tally.weight)
			.thenComparingInt((tally) -> tally.states.values().stream().mapToInt(Math::abs).sum())
			.reversed();

		private final Map<Thread.State, Integer> states = new EnumMap<>(Thread.State.class);

		private int cumulative;

		/** Without signs: what grew here and shrank there is no trifle. */
		private int weight;

		private int lastStack = -1;

		private void pass(Stack stack, int number) {
			if (this.lastStack != number) {
				this.lastStack = number;
				this.cumulative += stack.threads();
				this.weight += stack.states.values().stream().mapToInt(Math::abs).sum();
			}
		}

		private void stop(Thread.State state, int threads) {
			this.states.merge(state, threads, Integer::sum);
		}

		private Node node(String site) {
			Map<Thread.State, Integer> told = new EnumMap<>(this.states);
			told.values().removeIf((threads) -> threads == 0);
			return new Node(site, this.cumulative, told);
		}

	}

}
