// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.util.List;

import io.github.threadleaks.sample.ThreadStack;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class WaitSiteTests {

	private static final String[] PARKED_TIMED = { "jdk.internal.misc.Unsafe.park",
			"java.util.concurrent.locks.LockSupport.parkNanos",
			"java.util.concurrent.locks.AbstractQueuedSynchronizer$ConditionObject.awaitNanos" };

	private static WaitSite site(Object... frames) {
		return WaitSite.of(Wait.stack(frames));
	}

	@Test
	void ofAnApplicationThreadItIsTheCallIntoTheJdkAndTheCaller() {
		WaitSite site = WaitSite.of(Wait.take("com.acme.Mailer.run").stack());
		assertThat(site.api()).isEqualTo("java.util.concurrent.LinkedBlockingQueue.take");
		assertThat(site.caller()).isEqualTo("com.acme.Mailer.run");
		assertThat(site.idle()).isFalse();
		assertThat(site.signature()).isEqualTo("java.util.concurrent.LinkedBlockingQueue<com.acme.Mailer.run");
		assertThat(site.inWords())
			.isEqualTo("java.util.concurrent.LinkedBlockingQueue.take, called by com.acme.Mailer.run");
	}

	@Test
	void takingAndPollingHaveOneSignature() {
		WaitSite take = WaitSite.of(Wait.take("com.acme.Mailer.run").stack());
		WaitSite poll = site(PARKED_TIMED, "java.util.concurrent.LinkedBlockingQueue.poll", "com.acme.Mailer.run",
				"java.lang.Thread.run");
		assertThat(poll.signature()).isEqualTo(take.signature());
		assertThat(poll.stack()).isNotEqualTo(take.stack());
	}

	@Test
	void anIdleWorkerIsOneHoweverItWaits() {
		WaitSite take = WaitSite.of(Wait.idleWorker().stack());
		WaitSite poll = site(PARKED_TIMED, "java.util.concurrent.LinkedBlockingQueue.poll",
				"java.util.concurrent.ThreadPoolExecutor.getTask", "java.util.concurrent.ThreadPoolExecutor.runWorker",
				"java.util.concurrent.ThreadPoolExecutor$Worker.run", "java.lang.Thread.run");
		assertThat(take.idle()).isTrue();
		assertThat(poll.idle()).isTrue();
		assertThat(poll.signature()).isEqualTo(take.signature());
		assertThat(take.api()).isEqualTo("java.util.concurrent.ThreadPoolExecutor.getTask");
		assertThat(take.caller()).isEmpty();
	}

	@Test
	void workersOfWellKnownPoolsAreIdleWhoseverQueueTheyWaitOn() {
		assertThat(WaitSite.of(Wait.idleCachedWorker().stack()).idle()).isTrue();
		assertThat(WaitSite.of(Wait.idleTomcatWorker().stack()).idle()).isTrue();
		assertThat(WaitSite.of(Wait.idleTimer().stack()).idle()).isTrue();
		assertThat(site(PARKED_TIMED, "org.eclipse.jetty.util.BlockingArrayQueue.poll",
				"org.eclipse.jetty.util.thread.QueuedThreadPool.idleJobPoll",
				"org.eclipse.jetty.util.thread.QueuedThreadPool$Runner.run", "java.lang.Thread.run")
			.idle()).isTrue();
		assertThat(site("jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.park",
				"java.util.concurrent.ForkJoinPool.awaitWork", "java.util.concurrent.ForkJoinPool.runWorker",
				"java.util.concurrent.ForkJoinWorkerThread.run")
			.idle()).isTrue();
		assertThat(site("jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.park",
				"org.jboss.threads.EnhancedQueueExecutor$PoolThreadNode.park",
				"org.jboss.threads.EnhancedQueueExecutor$ThreadBody.run", "java.lang.Thread.run")
			.idle()).isTrue();
	}

	@Test
	void aWorkerWithinItsTaskIsNotIdle() {
		assertThat(site(PARKED_TIMED, "java.util.concurrent.LinkedBlockingQueue.poll", "com.acme.Order.await",
				"java.util.concurrent.ThreadPoolExecutor.runWorker",
				"java.util.concurrent.ThreadPoolExecutor$Worker.run", "java.lang.Thread.run")
			.idle()).isFalse();
		assertThat(WaitSite.of(Wait.busyTomcatWorker("com.acme.Orders.list").stack()).idle()).isFalse();
		WaitSite timer = site("java.lang.Thread.sleep", "com.acme.Poll.run", "java.util.TimerThread.mainLoop",
				"java.util.TimerThread.run");
		assertThat(timer.idle()).isFalse();
		assertThat(timer.caller()).isEqualTo("com.acme.Poll.run");
	}

	@Test
	void ofTheJdksOwnThreadsItIsTheInnermostMethodThatTellsSomething() {
		assertThat(site("java.lang.Object.wait0", "java.lang.Object.wait", "java.lang.ref.ReferenceQueue.remove",
				"java.lang.ref.Finalizer$FinalizerThread.run")
			.api()).isEqualTo("java.lang.Object.wait");
		assertThat(site("jdk.internal.misc.Unsafe.park", "java.util.concurrent.locks.LockSupport.park",
				"java.util.concurrent.FutureTask.awaitDone", "java.util.concurrent.FutureTask.get",
				"java.util.concurrent.FutureTask.run", "java.lang.Thread.run")
			.api()).isEqualTo("java.util.concurrent.FutureTask.awaitDone");
	}

	@Test
	void whoWaitsForAMonitorItselfCallsNothing() {
		WaitSite site = WaitSite.of(Wait.blocked("com.acme.Ledger.post").stack());
		assertThat(site.api()).isEmpty();
		assertThat(site.caller()).isEqualTo("com.acme.Ledger.post");
		assertThat(site.inWords()).isEqualTo("com.acme.Ledger.post");
	}

	@Test
	void ofAThreadThatWasNotCapturedNothingIsKnown() {
		assertThat(WaitSite.of(ThreadStack.UNKNOWN)).isEqualTo(WaitSite.UNKNOWN);
		assertThat(WaitSite.UNKNOWN.inWords()).isEmpty();
	}

	@Test
	void framesBeginWhereTheyTellSomething() {
		assertThat(WaitSite.of(Wait.take("com.acme.Mailer.run").stack()).frames(2))
			.isEqualTo(List.of("java.util.concurrent.LinkedBlockingQueue.take", "com.acme.Mailer.run"));
		assertThat(WaitSite.of(Wait.sleep("com.acme.Upload.run").stack()).frames(1))
			.isEqualTo(List.of("java.lang.Thread.sleep"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.lang.Thread", "javax.sql.DataSource", "jdk.internal.misc.Unsafe", "sun.nio.ch.EPoll",
			"com.sun.jndi.Ldap" })
	void theJdkIsKnownByItsPackages(String type) {
		assertThat(WaitSite.isJdk(type)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "com.acme.Mailer", "org.apache.Java", "javassist.Loader", "jdkx.Foo", "sunshine.App",
			"com.sunny.App" })
	void whatSoundsLikeTheJdkIsNot(String type) {
		assertThat(WaitSite.isJdk(type)).isFalse();
	}

}
