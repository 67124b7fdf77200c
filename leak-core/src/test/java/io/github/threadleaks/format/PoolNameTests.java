// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class PoolNameTests {

	@ParameterizedTest
	@CsvSource({ "pool-#-thread-#, pool-#", "pool-3-thread-17, pool-3", "http-nio-#-exec-#, http-nio-#",
			"http-nio-8080-exec-1, http-nio-8080", "ForkJoinPool.commonPool-worker-#, ForkJoinPool.commonPool",
			"Timer-0, Timer", "scheduling-1, scheduling", "nioEventLoopGroup-2-1, nioEventLoopGroup-2",
			"orders worker 4, orders", "qtp#-#, qtp#", "grpc-default-executor-#, grpc-default-executor" })
	void aPoolIsTheNameWithoutTheWorker(String threadName, String pool) {
		assertThat(PoolName.of(threadName)).isEqualTo(pool);
	}

	@ParameterizedTest
	@CsvSource({ "main", "Connection evictor", "HikariPool-1:housekeeper", "http-nio-#-Acceptor", "Log4j2", "-1", "17",
			"#", "'1-'", "' '" })
	void otherNamesAreTheirOwnPool(String threadName) {
		assertThat(PoolName.of(threadName)).isEqualTo(threadName);
	}

	@ParameterizedTest
	@CsvSource({ "thread-1, thread", "-thread-1, -thread", "'', ''" })
	void nothingIsNoPool(String threadName, String pool) {
		assertThat(PoolName.of(threadName)).isEqualTo(pool);
	}

}
