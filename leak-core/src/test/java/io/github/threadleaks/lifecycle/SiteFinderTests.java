// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.List;
import java.util.stream.Stream;

import io.github.threadleaks.sample.Frame;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SiteFinderTests {

	static final List<FrameRule> TABLE = FrameRule.TABLE;

	private static List<Frame> stack(String... sites) {
		return Stream.of(sites).map((site) -> {
			int dot = site.lastIndexOf('.');
			return Frame.recorded(site.substring(0, dot), site.substring(dot + 1), 1, false);
		}).toList();
	}

	private static List<String> find(List<Frame> stack, String... packages) {
		return new SiteFinder(List.of(packages)).find(stack, true).site().frames().stream().map(Frame::site).toList();
	}

	private static final List<Frame> SPRING = stack("java.lang.Thread.start",
			"java.util.concurrent.ThreadPoolExecutor.addWorker", "java.util.concurrent.ThreadPoolExecutor.execute",
			"org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor.execute", "org.lib.Client.send",
			"com.acme.OrderService.export", "com.acme.OrderService$$SpringCGLIB$$0.export",
			"com.acme.OrderController.post", "jdk.internal.reflect.DirectMethodHandleAccessor.invoke",
			"org.springframework.web.servlet.DispatcherServlet.doDispatch",
			"org.apache.catalina.core.ApplicationFilterChain.doFilter", "com.acme.TenantFilter.doFilter",
			"java.util.concurrent.ThreadPoolExecutor.runWorker", "com.acme.Outer.run", "java.lang.Thread.run");

	@Test
	void theNearestFramesThatSomebodyWrote() {
		assertThat(find(SPRING)).containsExactly("org.lib.Client.send", "com.acme.OrderService.export",
				"com.acme.OrderController.post", "com.acme.TenantFilter.doFilter");
	}

	@Test
	void whoCallsAWellKnownClientIsMeantAndNotTheClient() {
		List<Frame> stack = stack("java.lang.Thread.start", "org.quartz.simpl.SimpleThreadPool.initialize",
				"org.quartz.impl.StdSchedulerFactory.getScheduler", "com.acme.Jobs.begin", "java.lang.Thread.run");
		assertThat(find(stack)).containsExactly("com.acme.Jobs.begin");
		assertThat(find(stack.subList(0, 3))).containsExactly("org.quartz.simpl.SimpleThreadPool.initialize",
				"org.quartz.impl.StdSchedulerFactory.getScheduler");
	}

	@Test
	void withPackagesTheNearestFramesOfThese() {
		assertThat(find(SPRING, "com.acme")).containsExactly("com.acme.OrderService.export",
				"com.acme.OrderController.post", "com.acme.TenantFilter.doFilter");
		assertThat(find(SPRING, "com.ac")).as("a package, not a prefix").first().isEqualTo("org.lib.Client.send");
	}

	@Test
	void anApplicationMayBeWithinAFrameworksPackage() {
		List<Frame> stack = stack("java.lang.Thread.start", "org.springframework.core.task.Helper.run",
				"org.springframework.samples.petclinic.Vets.load");
		assertThat(find(stack, "org.springframework.samples"))
			.containsExactly("org.springframework.samples.petclinic.Vets.load");
	}

	@Test
	void aLibraryWhereNobodyElseIs() {
		List<Frame> stack = stack("java.lang.Thread.start", "io.netty.util.concurrent.Executor.execute",
				"org.lib.Client.send", "java.util.concurrent.ThreadPoolExecutor.runWorker");
		assertThat(find(stack, "com.acme")).containsExactly("org.lib.Client.send");
	}

	@Test
	void aFrameworkWhereNoLibraryIsEither() {
		List<Frame> stack = stack("java.lang.Thread.start", "org.apache.tomcat.util.net.NioEndpoint.startInternal",
				"org.springframework.boot.SpringApplication.run");
		assertThat(find(stack)).containsExactly("org.apache.tomcat.util.net.NioEndpoint.startInternal",
				"org.springframework.boot.SpringApplication.run");
	}

	@ParameterizedTest
	@ValueSource(strings = { "java.util.concurrent.ThreadPoolExecutor.processWorkerExit",
			"java.util.concurrent.ThreadPoolExecutor.runWorker", "java.util.concurrent.ForkJoinPool.runWorker",
			"java.util.concurrent.ForkJoinPool.deregisterWorker", "java.util.concurrent.ForkJoinPool.tryCompensate" })
	void whatReplacesOrHelpsInherits(String end) {
		Birthplace place = new SiteFinder(List.of())
			.find(stack("java.lang.Thread.start", end, "com.acme.PoolThread.run", "java.lang.Thread.run"), true);
		assertThat(place).isEqualTo(new Birthplace(CreationSite.UNKNOWN, true, place.through(), true, false));
	}

	@Test
	void aCarrierIsNobodys() {
		Birthplace place = new SiteFinder(List.of()).find(stack("java.util.concurrent.ForkJoinPool.createWorker",
				"java.util.concurrent.ForkJoinPool.execute", "java.lang.VirtualThread.submitRunContinuation",
				"java.lang.VirtualThread.start", "com.acme.OrderService.export"), true);
		assertThat(place).isEqualTo(new Birthplace(CreationSite.UNKNOWN, false, place.through(), true, false));
	}

	@Test
	void whatAVirtualThreadStartsIsTheApplications() {
		Birthplace place = new SiteFinder(List.of()).find(stack("java.lang.Thread.start",
				"com.acme.OrderService.export", "java.lang.VirtualThread.run", "jdk.internal.vm.Continuation.enter"),
				true);
		assertThat(place.site().frames()).extracting(Frame::site).containsExactly("com.acme.OrderService.export");
		assertThat(place.inVirtualThread()).isTrue();
		assertThat(place.inherits()).isFalse();
	}

	@Test
	void proxiesAndLambdasAreNotNamed() {
		assertThat(find(stack("com.acme.Job.lambda$start$0", "com.acme.Job$$Lambda.0x01.run",
				"com.acme.Job$$FastClassBySpringCGLIB$$1.invoke", "jdk.proxy2.$Proxy45.run", "com.acme.$Proxy46.run",
				"com.acme.Job.start")))
			.containsExactly("com.acme.Job.lambda$start$0", "com.acme.Job.start");
	}

	@ParameterizedTest
	@FieldSource("TABLE")
	void aRowHasItsReasonInASentenceAndNoEarlierRowHidesIt(FrameRule row) {
		assertThat(row.reason()).matches("[A-Z].+\\.");
		boolean method = row.text().matches(".*[A-Z]\\w*\\.[a-z]\\w*");
		Frame frame = method ? stack(row.text()).get(0)
				: Frame.recorded(row.anywhere() ? "com.acme.A" + row.text() : row.text() + "A", "call", 1, false);
		assertThat(FrameRule.kindOf(frame)).isEqualTo(row.kind());
		assertThat(FrameRule.kindOf(stack("com.acme.Service.start").get(0))).isEqualTo(FrameKind.WRITTEN);
	}

}
