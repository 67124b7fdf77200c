// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;

import jakarta.annotation.Priority;

import org.springframework.boot.autoconfigure.condition.ConditionalOnJava;
import org.springframework.boot.system.JavaVersion;
import org.springframework.stereotype.Component;

/**
 * Calls the webhooks of an order, each in a virtual thread. The mistake: a partner that
 * does not answer is waited for without a timeout. Platform threads know nothing of it.
 * On Java 21 and later.
 */
@Component
@Priority(16)
@ConditionalOnJava(JavaVersion.TWENTY_ONE)
final class OrderWebhooks implements LeakScenario {

	private final Held<CompletableFuture<Integer>> answers = new Held<>();

	@Override
	public About about() {
		return new About("virtual-thread-never-completed", "NEVER_COMPLETED",
				"Each webhook leaves a virtual thread joining an answer that never comes (Java 21 and later).");
	}

	@Override
	public void run() throws ReflectiveOperationException {
		CompletableFuture<Integer> answer = this.answers.add(new CompletableFuture<>());
		startVirtualThread(() -> call(answer));
	}

	private int call(CompletableFuture<Integer> answer) {
		return answer.join();
	}

	/** {@code Thread.startVirtualThread}, in sources that Java 17 compiles. */
	private static void startVirtualThread(Runnable task) throws ReflectiveOperationException {
		Method start = Thread.class.getMethod("startVirtualThread", Runnable.class);
		start.invoke(null, task);
	}

	@Override
	public void release() {
		this.answers.releaseEach((answer) -> answer.complete(200));
	}

	@Override
	public int runs() {
		return this.answers.size();
	}

}
