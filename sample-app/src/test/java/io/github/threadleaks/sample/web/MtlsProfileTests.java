// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;

import io.github.threadleaks.sample.ServiceClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Without a certificate of the right authority nobody gets as far as to send a request.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "management.server.port=0", "management.prometheus.metrics.export.enabled=true" })
@ActiveProfiles("mtls")
class MtlsProfileTests {

	@TempDir
	private static Path directory;

	private static Certificates certificates = new Certificates(Path.of(""));

	private final int port;

	private final int managementPort;

	@Autowired
	MtlsProfileTests(@Value("${local.server.port}") int port, @Value("${local.management.port}") int managementPort) {
		this.port = port;
		this.managementPort = managementPort;
	}

	@DynamicPropertySource
	static void makeCertificates(DynamicPropertyRegistry registry) throws IOException, InterruptedException {
		certificates = Certificates.make(directory);
		registry.add("sample.certificates.directory", () -> "file:" + directory);
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/threadleaks,client,200", "/actuator/threadsnapshot,client,200",
			"/actuator/threadsnapshot?detail=full,client,403", "/actuator/threadleaks,reader,200",
			"/actuator/threadsnapshot,reader,403", "/actuator/health,guest,200", "/actuator/threadleaks,guest,401" })
	void theCertificateSaysWhoAsks(String path, String certificate, int status) throws Exception {
		assertThat(get(certificate, path).statusCode()).isEqualTo(status);
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.3,''", "TLSv1.2,''", "TLSv1.3,stranger", "TLSv1.2,stranger", "TLSv1.3,expired",
			"TLSv1.2,expired" })
	void noneOrAWrongOneIsRefusedInTheHandshake(String protocol, String certificate) throws Exception {
		try (SSLSocket socket = connect(certificate, protocol)) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
				socket.startHandshake();
				// a client of TLS 1.3 learns of its refusal when it reads
				socket.getInputStream().read();
			}).satisfies((ex) -> {
				// who still writes when the server has closed does not get to read its
				// alert
				if (!(ex instanceof SocketException)) {
					assertThat(ex).isInstanceOf(SSLException.class).hasMessageContaining("Received fatal alert");
				}
			});
		}
	}

	@ParameterizedTest
	@CsvSource({ "TLSv1.3", "TLSv1.2" })
	void theRightOneIsNot(String protocol) throws Exception {
		try (SSLSocket socket = connect("client", protocol)) {
			socket.startHandshake();
			socket.getOutputStream().write("GET /actuator/health HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
				.startsWith("HTTP/1.1 200");
		}
	}

	@Test
	void thereIsNoPlainHttp() {
		ServiceClient.Answer answer = new ServiceClient(this.managementPort).get("/actuator/threadleaks");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).doesNotContain("status");
	}

	@Test
	void theServiceItselfGoesOnWithoutCertificates() {
		assertThat(new ServiceClient(this.port).get("/orders").status()).isEqualTo(200);
		assertThat(new ServiceClient(this.port).get("/actuator/threadleaks").status()).isEqualTo(401);
	}

	@Test
	void theScriptsKeysAreForTheirOwnerAndNobodyCanSignMore() throws IOException {
		try (Stream<Path> files = Files.list(directory)) {
			List<Path> made = files.toList();
			assertThat(made).extracting((file) -> file.getFileName().toString())
				.containsExactlyInAnyOrder("ca.pem", "server.p12", "trust.p12", "client.p12", "reader.p12", "guest.p12",
						"expired.p12", "stranger.p12");
			assertThat(made)
				.allSatisfy((file) -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
					.isEqualTo("rw-------"));
		}
	}

	private SSLSocket connect(String certificate, String protocol) throws GeneralSecurityException, IOException {
		SSLSocket socket = (SSLSocket) certificates.client(certificate)
			.getSocketFactory()
			.createSocket("localhost", this.managementPort);
		socket.setEnabledProtocols(new String[] { protocol });
		socket.setSoTimeout(30_000);
		return socket;
	}

	private HttpResponse<String> get(String certificate, String path) throws Exception {
		HttpClient client = HttpClient.newBuilder().sslContext(certificates.client(certificate)).build();
		return client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + this.managementPort + path))
			.timeout(Duration.ofSeconds(30))
			.build(), BodyHandlers.ofString());
	}

}
