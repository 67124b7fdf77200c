// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.group;

import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class NameMaskTests {

	static Stream<Arguments> namesOfLeakedThreads() {
		return Stream.of(arguments("pool-1-thread-1", "pool-#-thread-#"), arguments("Timer-12", "Timer-#"),
				arguments("Thread-4711", "Thread-#"), arguments("http-nio-8080-exec-3", "http-nio-#-exec-#"),
				arguments("HttpClient-3-SelectorManager", "HttpClient-#-SelectorManager"),
				arguments("HikariPool-1:housekeeper", "HikariPool-#:housekeeper"),
				arguments("kafka-producer-network-thread | producer-17", "kafka-producer-network-thread | producer-#"),
				arguments("lettuce-nioEventLoop-4-1", "lettuce-nioEventLoop-#-#"),
				arguments("I/O dispatcher 12", "I/O dispatcher #"),
				arguments("nioEventLoopGroup-2-13", "nioEventLoopGroup-#-#"),
				arguments("sdk-async-response-0-12", "sdk-async-response-#-#"),
				arguments("ForkJoinPool.commonPool-worker-7", "ForkJoinPool.commonPool-worker-#"),
				arguments("RMI TCP Connection(4)-10.0.0.17", "RMI TCP Connection(#)-#.#.#.#"),
				arguments("AMQP Connection 10.1.2.3:5672", "AMQP Connection #.#.#.#:#"),
				arguments("MongoDB-65f1c0ffee0123456789abcd-monitor", "MongoDB-#-monitor"),
				arguments("cluster-ClusterId{value='65f1c0ffee0123456789abcd', description='null'}-db:27017",
						"cluster-ClusterId{value='#', description='null'}-db:#"),
				arguments("watcher-1a2b3c4", "watcher-#"), arguments("Session@5e9f23b4", "Session@#"),
				arguments("upload-k3j9x0a1", "upload-#"), arguments("job-9Q2ZK7X1", "job-#"),
				arguments("run-123e4567-e89b-12d3-a456-426614174000-end", "run-#-end"),
				arguments("123E4567-E89B-12D3-A456-426614174000", "#"), arguments("[fe80::1]:8443", "[fe#::#]:#"),
				arguments("42", "#"), arguments("1-2-3", "#-#-#"),
				arguments("C2 CompilerThread0", "C# CompilerThread#"));
	}

	@ParameterizedTest
	@MethodSource("namesOfLeakedThreads")
	void whatDiffersBetweenAlikeThreadsIsMasked(String name, String masked) {
		assertThat(NameMask.mask(name)).isEqualTo(masked);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "main", "Reference Handler", "Common-Cleaner", "Connection evictor",
			"idle-connection-reaper", "deadbeef", "facade", "Keep-Alive-Timer", "OkHttp TaskRunner",
			"mysql-cj-abandoned-connection-cleanup", "Löschdienst", "监视器", "scheduling-" })
	void aNameWithoutNumbersStaysAsItIs(String name) {
		assertThat(NameMask.mask(name)).isEqualTo(name);
	}

	/** Words with a number in them: what they have in common must stay to be read. */
	@ParameterizedTest
	@CsvSource({ "Log4j2-TF-1-AsyncLogger-3, Log#j#-TF-#-AsyncLogger-#", "Http2Client1, Http#Client#",
			"Neo4jDriverIO-2-1, Neo#jDriverIO-#-#", "X509Check2, X#Check#",
			"C3P0PooledConnectionPoolManager-HelperThread-#0, C#P#PooledConnectionPoolManager-HelperThread-##",
			"Log4, Log#", "Log4j, Log#j" })
	void aWordWithACapitalIsNoRandomToken(String name, String masked) {
		assertThat(NameMask.mask(name)).isEqualTo(masked);
	}

	/** Numbers of a length that tokens have, written as Java writes them. */
	@ParameterizedTest
	@CsvSource({ "36, 6, 400", "36, 8, 600", "36, 11, 800", "16, 6, 900", "16, 8, 950", "16, 24, 1000" })
	void randomTokensAreMostlyMaskedAsAWhole(int radix, int length, int ofAThousand) {
		Random random = new Random(5);
		int masked = 0;
		for (int i = 0; i < 1_000; i++) {
			String token = random.ints(length, 0, radix)
				.mapToObj((digit) -> Character.toString(Character.forDigit(digit, radix)))
				.collect(Collectors.joining());
			String name = (i % 2 == 0) ? token : token.toUpperCase(Locale.ROOT);
			masked += NameMask.mask("job-" + name).equals("job-#") ? 1 : 0;
		}
		// the others have too few digits to tell them from a word with a number
		assertThat(masked).isGreaterThanOrEqualTo(ofAThousand);
	}

	@ParameterizedTest
	@MethodSource("namesOfLeakedThreads")
	void maskingTwiceChangesNothingMore(String name, String masked) {
		assertThat(NameMask.mask(masked)).as(name).isEqualTo(masked);
	}

	@Test
	void aNameOfAMegabyteIsCut() {
		assertThat(NameMask.mask("x".repeat(1 << 20))).hasSize(200);
	}

	@Test
	void aUuidThatIsNoneIsMaskedPartByPart() {
		assertThat(NameMask.mask("123e4567-e89b-12d3-a456")).isEqualTo("#-e#b-#d#-a#");
		assertThat(NameMask.mask("123e4567-e89b-12d3-a456-4266141740zz")).isEqualTo("#-e#b-#d#-a#-#zz");
	}

}
