// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.github.threadleaks.format.CallGraph.Edge;
import io.github.threadleaks.format.CallGraph.Stack;

/**
 * Counts the calls of a {@link CallGraph}.
 */
final class Calls {

	private final Map<Call, Tally> tallies = new LinkedHashMap<>();

	private Calls() {
	}

	/**
	 * The calls between nodes.
	 * @param stacks the distinct stacks
	 * @param nodeOf for each method the index of its node, or -1 if it is left out
	 */
	static List<Edge> of(List<Stack> stacks, int[] nodeOf) {
		Calls calls = new Calls();
		for (int number = 0; number < stacks.size(); number++) {
			calls.add(stacks.get(number), number, nodeOf);
		}
		return calls.tallies.entrySet()
			.stream()
			.map((entry) -> new Edge(entry.getKey().caller(), entry.getKey().callee(), entry.getValue().threads,
					!entry.getValue().direct))
			.toList();
	}

	private void add(Stack stack, int number, int[] nodeOf) {
		int callee = -1;
		boolean direct = true;
		for (int site : stack.sites().toArray()) {
			int caller = nodeOf[site];
			if (caller < 0) {
				direct = false;
				continue;
			}
			if (callee >= 0 && caller != callee) {
				Tally tally = this.tallies.computeIfAbsent(new Call(caller, callee), (fresh) -> new Tally());
				tally.add(stack, number, direct);
			}
			callee = caller;
			direct = true;
		}
	}

	private record Call(int caller, int callee) {
	}

	private static final class Tally {

		private int threads;

		private boolean direct;

		private int lastStack = -1;

		private void add(Stack stack, int number, boolean isDirect) {
			this.direct |= isDirect;
			if (this.lastStack != number) {
				this.lastStack = number;
				this.threads += stack.threads();
			}
		}

	}

}
