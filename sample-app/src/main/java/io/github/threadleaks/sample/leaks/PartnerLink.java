// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.leaks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Asks a partner for prices over a plain socket. The mistake: no read timeout, and the
 * partner (played by a server socket in this class) accepts the connection and says
 * nothing.
 */
@Component
@Priority(11)
final class PartnerLink implements LeakScenario {

	private static final Logger logger = LoggerFactory.getLogger(PartnerLink.class);

	private static final int MILLIS_TO_CONNECT = 5000;

	private final ServerSocket partner;

	private final AtomicInteger requests = new AtomicInteger();

	private final Held<Socket> silent = new Held<>();

	PartnerLink() throws IOException {
		this.partner = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
		this.partner.setSoTimeout(MILLIS_TO_CONNECT);
	}

	@Override
	public About about() {
		return new About("socket-without-timeout", "IO_WITHOUT_TIMEOUT",
				"Each price request reads from a silent partner's socket, without a read timeout.");
	}

	@Override
	public void run() throws IOException {
		new Thread(this::requestPrices, "partner-prices-" + this.requests.incrementAndGet()).start();
		this.silent.add(this.partner.accept());
	}

	private void requestPrices() {
		try (Socket socket = new Socket(this.partner.getInetAddress(), this.partner.getLocalPort());
				BufferedReader answer = new BufferedReader(
						new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
			socket.getOutputStream().write("PRICES\n".getBytes(StandardCharsets.UTF_8));
			logger.debug("Prices: {}", answer.readLine());
		}
		catch (IOException ex) {
			logger.debug("No prices", ex);
		}
	}

	@Override
	public void release() throws IOException {
		this.silent.releaseEach(Socket::close);
	}

	@Override
	public int runs() {
		return this.silent.size();
	}

	@PreDestroy
	void stop() throws IOException {
		this.partner.close();
	}

}
