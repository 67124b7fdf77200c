// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.sample.Frame;

/**
 * Which frames of a birth's stack name nobody, each with its reason. The first row that
 * matches counts.
 *
 * @param text what is looked for in {@code class.method}
 * @param anywhere whether it may stand anywhere in the class's name, else at the
 * beginning of {@code class.method}
 * @param kind what such a frame says
 * @param reason why
 */
record FrameRule(String text, boolean anywhere, FrameKind kind, String reason) {

	private static final String JUC = "java.util.concurrent.";

	static final List<FrameRule> TABLE = Stream
		.of(ends(),
				Stream.of(row("java.lang.VirtualThread", FrameKind.JVM,
						"The JVM starts carriers and wakers for whoever needs a virtual thread first.")),
				generated(), jdk(), libraries(), plumbing())
		.flatMap((rows) -> rows)
		.toList();

	private static Stream<FrameRule> ends() {
		return Stream.of(
				end(JUC + "ThreadPoolExecutor.processWorkerExit",
						"A pool replaces a worker whose task has thrown, for nobody in particular."),
				end(JUC + "ThreadPoolExecutor.runWorker", "A worker begins its task here."),
				end(JUC + "ForkJoinPool.runWorker", "A worker looks for tasks and calls others to help."),
				end(JUC + "ForkJoinPool.deregisterWorker", "A worker that ends is replaced."),
				end(JUC + "ForkJoinPool.tryCompensate", "A worker that blocks is stood in for."),
				end(JUC + "ForkJoinWorkerThread.run", "A worker begins here."),
				end("java.lang.Thread.run", "The parent thread begins here."),
				end("java.lang.VirtualThread.run", "The parent thread begins here, or a carrier does."));
	}

	private static Stream<FrameRule> generated() {
		String proxy = "A proxy that was generated around the code that is meant.";
		return Stream.concat(Stream
			.of("$$SpringCGLIB$$", "$$EnhancerBySpringCGLIB$$", "$$EnhancerByCGLIB$$", "$$FastClass", "$Proxy",
					"$HibernateProxy", "$ByteBuddy$", "$MockitoMock$", "_$$_jvst", "$$_WeldClientProxy", "_ClientProxy")
			.map((part) -> new FrameRule(part, true, FrameKind.SKIPPED, proxy)),
				Stream.of(new FrameRule("$$Lambda", true, FrameKind.SKIPPED,
						"Leads into a lambda, whose body is a frame of its own.")));
	}

	private static Stream<FrameRule> jdk() {
		return Stream.of("java.", "javax.", "jdk.", "sun.", "com.sun.")
			.map((name) -> row(name, FrameKind.SKIPPED,
					"The JDK's: executors, timers, reflection, method handles, streams."));
	}

	private static Stream<FrameRule> libraries() {
		return Stream.of("org.quartz.", "com.mongodb.", "org.apache.zookeeper.", "org.apache.curator.", "io.lettuce.",
				"redis.clients.", "org.redisson.", "org.apache.kafka.", "com.rabbitmq.", "org.apache.activemq.",
				"org.eclipse.paho.", "org.apache.http.", "org.apache.hc.", "okhttp3.", "okio.", "org.asynchttpclient.",
				"io.grpc.", "org.elasticsearch.", "co.elastic.", "org.opensearch.", "com.datastax.", "com.hazelcast.",
				"org.apache.ignite.", "com.zaxxer.hikari.", "org.postgresql.", "com.mysql.", "org.mariadb.",
				"com.microsoft.sqlserver.", "oracle.", "org.h2.", "software.amazon.awssdk.", "com.amazonaws.",
				"com.azure.", "com.google.cloud.", "com.google.api.", "com.github.benmanes.caffeine.")
			.map((name) -> row(name, FrameKind.LIBRARY, "A client or driver: who calls it is meant."));
	}

	private static Stream<FrameRule> plumbing() {
		return Stream
			.of(rows("It hands calls through: task executors, aspects, controllers' dispatch.", "org.springframework.",
					"org.aspectj.", "net.bytebuddy.", "javassist.", "org.jboss.weld.", "io.quarkus.arc.", "jakarta."),
					rows("A server: it serves requests by code that stands further in.", "org.apache.catalina.",
							"org.apache.tomcat.", "org.apache.coyote.", "org.eclipse.jetty.", "io.undertow.",
							"org.xnio.", "org.glassfish.jersey.", "org.apache.juli."),
					rows("An event loop or scheduler, whose users stand further out.", "reactor.", "io.netty.",
							"io.reactivex.", "rx.", "kotlinx.coroutines.", "com.google.common.util.concurrent.",
							"io.vertx.core.", "akka.", "org.apache.pekko."),
					rows("It wraps tasks and executors to observe them.", "io.micrometer.", "io.opentelemetry.",
							"brave.", "com.alibaba.ttl."),
					rows("A language's run time.", "kotlin.", "scala.", "groovy.", "org.codehaus.groovy.",
							"org.apache.groovy.", "clojure."),
					rows("It runs tests, which stand further in.", "org.junit.", "org.testng.", "org.apache.maven.",
							"com.intellij.rt."))
			.flatMap((rows) -> rows);
	}

	private static Stream<FrameRule> rows(String reason, String... prefixes) {
		return Stream.of(prefixes).map((prefix) -> row(prefix, FrameKind.PLUMBING, reason));
	}

	private static FrameRule end(String prefix, String reason) {
		return row(prefix, FrameKind.END, reason);
	}

	private static FrameRule row(String prefix, FrameKind kind, String reason) {
		return new FrameRule(prefix, false, kind, reason);
	}

	private boolean matches(Frame frame) {
		if (this.anywhere) {
			return frame.type().contains(this.text);
		}
		int typeLength = frame.type().length();
		if (this.text.length() <= typeLength) {
			return frame.type().startsWith(this.text);
		}
		return this.text.charAt(typeLength) == '.' && this.text.startsWith(frame.type())
				&& frame.method().startsWith(this.text.substring(typeLength + 1));
	}

	/** What the table says of a frame. */
	static FrameKind kindOf(Frame frame) {
		for (FrameRule rule : TABLE) {
			if (rule.matches(frame)) {
				return rule.kind();
			}
		}
		return FrameKind.WRITTEN;
	}

}
