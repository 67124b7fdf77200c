// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Puts the frames of a flame graph into their places. Of many frames the largest are
 * drawn, and what a frame calls beside these is one place together: threads are never
 * left out.
 */
final class FlameLayout {

	/**
	 * A frame takes some 300 bytes, so these take 200 KB; a page with 20 leaks beside
	 * them stays under 400 KB.
	 */
	static final int MAX_FRAMES = 650;

	/** Below this share of all threads a frame is narrower than a pixel. */
	private static final int MIN_SHARE = 2_000;

	/** By identity: frames have no other equality. */
	private final Set<FlameFrame> drawn = new HashSet<>();

	private final List<Place> places = new ArrayList<>();

	private FlameLayout() {
	}

	/** Places by depth first, each before those that it calls. */
	static List<Place> of(FlameFrame root) {
		FlameLayout layout = new FlameLayout();
		layout.choose(root);
		layout.place(root, 0, 0);
		return layout.places;
	}

	/**
	 * The first row, which says whose threads there are, goes before all else. Of equal
	 * frames those that are called by the ones before: a few stacks whole.
	 */
	private void choose(FlameFrame root) {
		PriorityQueue<Candidate> queue = new PriorityQueue<>(
				Comparator.comparing((Candidate candidate) -> candidate.depth() > 1)
					.thenComparing((candidate) -> candidate.frame().size(), Comparator.reverseOrder())
					.thenComparing(Candidate::order, Comparator.reverseOrder()));
		queue.add(new Candidate(root, 0, 0));
		int order = 1;
		while (!queue.isEmpty() && this.drawn.size() < MAX_FRAMES) {
			Candidate next = queue.remove();
			FlameFrame frame = next.frame();
			this.drawn.add(frame);
			for (FlameFrame called : frame.calls()) {
				if ((long) called.size() * MIN_SHARE >= root.size()) {
					queue.add(new Candidate(called, next.depth() + 1, order++));
				}
			}
		}
	}

	private void place(FlameFrame frame, int from, int depth) {
		this.places.add(new Place(frame, from, frame.size(), depth, 0));
		int at = from;
		int left = 0;
		int leftSize = 0;
		for (FlameFrame called : frame.calls()) {
			if (this.drawn.contains(called)) {
				place(called, at, depth + 1);
				at += called.size();
			}
			else {
				left++;
				leftSize += called.size();
			}
		}
		if (left > 0) {
			this.places.add(new Place(frame, at, leftSize, depth + 1, left));
		}
	}

	private record Candidate(FlameFrame frame, int depth, int order) {
	}

	/**
	 * Where something is drawn.
	 *
	 * @param frame what is drawn, or what calls those that are drawn together
	 * @param from threads to the left of it
	 * @param size its threads
	 * @param depth how many frames are above
	 * @param together how many frames it stands for; 0 if for itself
	 */
	record Place(FlameFrame frame, int from, int size, int depth, int together) {
	}

}
