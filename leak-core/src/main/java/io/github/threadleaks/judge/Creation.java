// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.github.threadleaks.lifecycle.Births;
import io.github.threadleaks.lifecycle.Origin;
import io.github.threadleaks.lifecycle.ServedRequest;
import io.github.threadleaks.sample.SampledThread;

/**
 * What started some threads: HTTP requests, and the labels under which it ran.
 *
 * @param members how many threads were asked for
 * @param earlier those of them that are older than the recording of births
 * @param ofRequests those that were started within a request
 * @param outlived those whose request has ended
 * @param routes threads by the route of their request, as far as it is known; raw
 * @param labels threads by label and value, raw
 */
public record Creation(int members, int earlier, int ofRequests, int outlived, Map<String, Integer> routes,
		Map<String, Map<String, Integer>> labels) {

	/** So many members of a leak tell enough of all. */
	public static final int MEMBERS = 200;

	/** Labels told of a leak, and values of each; others are left out. */
	private static final int MAX_LABELS = 16;

	/**
	 * Asks where threads come from.
	 * @param members the threads
	 * @param births tells it
	 * @return what started them
	 */
	public static Creation of(List<SampledThread> members, Births births) {
		int earlier = 0;
		int ofRequests = 0;
		int outlived = 0;
		Map<String, Integer> routes = new LinkedHashMap<>();
		Map<String, Map<String, Integer>> labels = new LinkedHashMap<>();
		for (SampledThread member : members) {
			Origin origin = births.origin(member.id());
			earlier += (origin.knowledge() == Origin.Knowledge.EARLIER) ? 1 : 0;
			Optional<ServedRequest> request = origin.context().request();
			ofRequests += request.isPresent() ? 1 : 0;
			outlived += request.filter(ServedRequest::ended).isPresent() ? 1 : 0;
			request.ifPresent((served) -> count(served.route(), routes));
			origin.context().labels().forEach((label, value) -> {
				if (labels.containsKey(label) || labels.size() < MAX_LABELS) {
					count(value, labels.computeIfAbsent(label, (unused) -> new LinkedHashMap<>()));
				}
			});
		}
		return new Creation(members.size(), earlier, ofRequests, outlived, routes, labels);
	}

	private static void count(String value, Map<String, Integer> counts) {
		if (!value.isEmpty() && (counts.containsKey(value) || counts.size() < MAX_LABELS)) {
			counts.merge(value, 1, Integer::sum);
		}
	}

	/**
	 * The route that has started most of them.
	 * @return method and pattern, raw
	 */
	public Optional<String> route() {
		return this.routes.entrySet()
			.stream()
			.max(Comparator.<Map.Entry<String, Integer>>comparingInt(Map.Entry::getValue)
				.thenComparing(Map.Entry::getKey, Comparator.reverseOrder()))
			.map(Map.Entry::getKey);
	}

	/**
	 * The fact that threads have outlived their requests.
	 * @return the fact, if it is one
	 */
	public Optional<Evidence> evidence() {
		if (this.outlived == 0) {
			return Optional.empty();
		}
		return Optional.of(Evidence.of(EvidenceKind.OUTLIVED_REQUEST, this.outlived, "threads",
				"%d of the last %d were started within a request that has ended.", this.outlived, this.members));
	}

}
