// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.github.threadleaks.sample.web.OwnAddress;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Prints a delivery note and a return label for an order, on two routes that look alike:
 * each starts a thread of the same name. The mistake: nobody tells the thread of a label
 * that the printer is done.
 */
@RestController
@RequestMapping("/leaks/documents/{order}")
final class OrderDocuments {

	private final AtomicLong lastDocument = new AtomicLong();

	private final Held<CompletableFuture<Void>> labels = new Held<>();

	@PostMapping("/delivery-note")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void deliveryNote(@PathVariable long order) {
		print(CompletableFuture.completedFuture(null));
	}

	@PostMapping("/return-label")
	@ResponseStatus(HttpStatus.ACCEPTED)
	void returnLabel(@PathVariable long order) {
		print(this.labels.add(new CompletableFuture<>()));
	}

	private void print(CompletableFuture<Void> printed) {
		Thread thread = new Thread(printed::join, "document-" + this.lastDocument.incrementAndGet());
		thread.setDaemon(true);
		thread.start();
	}

	/** Asks for one document of each kind, as the shop would. */
	@Component
	@Priority(15)
	static final class Scenario implements LeakScenario {

		private final OrderDocuments documents;

		private final OwnAddress address;

		private final HttpServletRequest caller;

		private final HttpClient client = HttpClient.newHttpClient();

		Scenario(OrderDocuments documents, OwnAddress address, HttpServletRequest caller) {
			this.documents = documents;
			this.address = address;
			this.caller = caller;
		}

		@Override
		public About about() {
			return new About("one-of-two-routes", "NEVER_COMPLETED",
					"Delivery notes and return labels are printed in threads of one name; those of labels never end.");
		}

		@Override
		public void run() throws IOException, InterruptedException {
			post("/leaks/documents/17/delivery-note");
			post("/leaks/documents/17/return-label");
		}

		/** Who may leak may print. */
		private void post(String path) throws IOException, InterruptedException {
			HttpRequest.Builder request = HttpRequest.newBuilder(this.address.resolve(path))
				.POST(HttpRequest.BodyPublishers.noBody())
				.timeout(Duration.ofSeconds(5));
			String authorization = this.caller.getHeader(HttpHeaders.AUTHORIZATION);
			if (authorization != null) {
				request.header(HttpHeaders.AUTHORIZATION, authorization);
			}
			int status = this.client.send(request.build(), BodyHandlers.discarding()).statusCode();
			if (status != HttpStatus.ACCEPTED.value()) {
				throw new IllegalStateException("POST " + path + " was answered with " + status);
			}
		}

		@Override
		public void release() {
			this.documents.labels.releaseEach((label) -> label.complete(null));
		}

		@Override
		public int runs() {
			return this.documents.labels.size();
		}

		/** JDK 17 cannot close a client; its thread ends with a garbage collection. */
		@PreDestroy
		void stop() throws Exception {
			if (this.client instanceof AutoCloseable closeable) {
				closeable.close();
			}
		}

	}

}
