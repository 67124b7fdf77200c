// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import reactor.netty.http.client.HttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;

/**
 * Clients that are not closed either, but share their threads.
 */
final class SharedUses {

	static final List<Misuse> ALL = List.of(
			Misuse.healthy("okhttp a use", "clients share a task runner", SharedUses::okHttp),
			Misuse.healthy("reactor-netty a use", "event loops are shared, as many as cores", SharedUses::reactorNetty),
			Misuse.healthy("aws apache client", "one reaper for all", ApacheHttpClient::create),
			Misuse.healthy("caffeine with the system scheduler", "one scheduler for all", SharedUses::caffeine),
			Misuse.healthy("grpc channel", "event loops are shared, as many as twice the cores", SharedUses::grpc),
			Misuse.healthy("timer, cancelled", "each ends before the next begins", SharedUses::cancelledTimer));

	private SharedUses() {
	}

	private static AutoCloseable okHttp() {
		OkHttpClient client = new OkHttpClient();
		try (Response response = client.newCall(new Request.Builder().url(HttpMisuses.CLOSED_PORT).build()).execute()) {
			return response;
		}
		catch (IOException ex) {
			return () -> client.connectionPool().evictAll();
		}
	}

	private static AutoCloseable reactorNetty() {
		CompletableFuture<String> answer = HttpClient.create()
			.get()
			.uri(HttpMisuses.CLOSED_PORT)
			.responseContent()
			.aggregate()
			.asString()
			.onErrorReturn("refused")
			.toFuture();
		answer.join();
		return () -> answer.cancel(true);
	}

	private static AutoCloseable caffeine() {
		Cache<String, String> cache = Caffeine.newBuilder()
			.expireAfterWrite(Duration.ofSeconds(2))
			.scheduler(Scheduler.systemScheduler())
			.build();
		cache.put("key", "value");
		return cache::invalidateAll;
	}

	private static AutoCloseable grpc() {
		ManagedChannel channel = ManagedChannelBuilder.forAddress("127.0.0.1", 1).usePlaintext().build();
		channel.getState(true);
		return channel::shutdownNow;
	}

	private static AutoCloseable cancelledTimer() throws InterruptedException {
		Timer timer = new Timer();
		TimeUnit.MILLISECONDS.sleep(500);
		timer.cancel();
		return timer::cancel;
	}

}
