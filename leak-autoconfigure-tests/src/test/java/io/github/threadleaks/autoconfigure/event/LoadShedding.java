// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.threadleaks.judge.Verdict;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.report.Leak;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/*
 * As the operations guide shows it.
 */
@Component
class LoadShedding {

	private final Map<String, String> leakingRoutes = new ConcurrentHashMap<>();

	@EventListener
	void opened(ThreadLeakOpened event) {
		consider(event.leak());
	}

	@EventListener
	void risen(ThreadLeakRisen event) {
		consider(event.leak());
	}

	@EventListener
	void resolved(ThreadLeakResolved event) {
		this.leakingRoutes.remove(event.leak().id());
	}

	private void consider(Leak leak) {
		RedactedText route = leak.createdBy().get("http.route");
		if (route != null && leak.verdict().atLeast(Verdict.CONFIRMED)) {
			this.leakingRoutes.put(leak.id(), route.toString());
		}
	}

	/** For a filter, which answers 503 then. */
	boolean leaks(String route) {
		return this.leakingRoutes.containsValue(route);
	}

}
