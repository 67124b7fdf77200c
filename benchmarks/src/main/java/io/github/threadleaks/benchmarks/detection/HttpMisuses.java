// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.benchmarks.detection;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.http.HttpHost;
import org.apache.http.impl.nio.client.CloseableHttpAsyncClient;
import org.apache.http.impl.nio.client.HttpAsyncClients;
import org.elasticsearch.client.RestClient;

/**
 * HTTP clients that nobody closes.
 */
final class HttpMisuses {

	/** Nobody listens there: the answer is immediate. */
	static final String CLOSED_PORT = "http://127.0.0.1:1";

	static final List<Misuse> ALL = List.of(
			Misuse.client("apache-httpclient-4 with eviction",
					() -> org.apache.http.impl.client.HttpClients.custom().evictExpiredConnections().build()),
			Misuse.client("apache-httpclient-5 with eviction",
					() -> org.apache.hc.client5.http.impl.classic.HttpClients.custom()
						.evictExpiredConnections()
						.build()),
			Misuse.client("apache-httpasyncclient-4", HttpMisuses::asyncClient),
			Misuse.client("elasticsearch-rest-client", () -> RestClient.builder(new HttpHost("127.0.0.1", 1)).build()),
			new Misuse("okhttp with an executor of its own", true, Misuse.EXECUTOR + " or " + Misuse.CLIENT,
					HttpMisuses::okHttp));

	private HttpMisuses() {
	}

	private static AutoCloseable asyncClient() {
		CloseableHttpAsyncClient client = HttpAsyncClients.createDefault();
		client.start();
		return client;
	}

	private static AutoCloseable okHttp() throws InterruptedException {
		ExecutorService executor = Executors.newFixedThreadPool(2);
		OkHttpClient client = new OkHttpClient.Builder().dispatcher(new Dispatcher(executor)).build();
		CountDownLatch answered = new CountDownLatch(1);
		client.newCall(new Request.Builder().url(CLOSED_PORT).build()).enqueue(new Callback() {

			@Override
			public void onFailure(Call call, IOException ex) {
				answered.countDown();
			}

			@Override
			public void onResponse(Call call, Response response) {
				answered.countDown();
			}

		});
		answered.await();
		return executor::shutdown;
	}

}
