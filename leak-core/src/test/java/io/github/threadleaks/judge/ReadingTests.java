// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.function.IntUnaryOperator;

import io.github.threadleaks.simulation.Population;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which growth of a family is looked at.
 */
class ReadingTests {

	private final Families families = new Families();

	private final Population churn = this.families.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();

	private final Population stay = this.families.threads("pool-%d-thread-1", Wait.idleWorker()).eachInAPoolOfItsOwn();

	private Reading reading() {
		return Reading.of(this.families.family("pool-#-thread-#"), this.families.trends(), Families.MIN_THREADS);
	}

	/** Ten pools come and go every half minute, and others stay. */
	private Reading afterMinutes(int minutes, IntUnaryOperator stayingAtMinute) {
		for (int i = 0; i < 12 * minutes; i++) {
			this.churn.resize((i % 6 < 3) ? 10 : 0);
			this.stay.resize(1 + stayingAtMinute.applyAsInt(i / 12));
			this.families.next();
		}
		return reading();
	}

	@Test
	void poolsThatStayAreReadAsLasting() {
		assertThat(afterMinutes(40, (minute) -> minute).shape()).isEqualTo(Shape.LASTING);
	}

	/**
	 * Ten pools come and go every half minute, and beside them one comes at each sample.
	 */
	private Reading afterSamples(int samples, IntUnaryOperator stayingAtSample) {
		for (int i = 0; i < samples; i++) {
			this.churn.resize((i % 6 < 3) ? 10 : 0);
			this.stay.resize(1 + stayingAtSample.applyAsInt(i));
			this.families.next();
		}
		return reading();
	}

	@Test
	void poolsThatAreKeptAreReadBeforeTheyLast() {
		Reading reading = afterSamples(30, (sample) -> sample);
		assertThat(reading.shape()).isEqualTo(Shape.KEPT);
		assertThat(reading.enough()).isTrue();
		assertThat(reading.growth().orElseThrow().owners()).isBetween(20, 26);
	}

	@Test
	void whereNoneIsKeptThereIsNoShape() {
		assertThat(afterSamples(30, (sample) -> 0).shape()).isEqualTo(Shape.NONE);
	}

	@Test
	void poolsThatAreKeptForSomeTimeAreNoLeak() {
		assertThat(afterSamples(60, (sample) -> sample % 12).shape()).isEqualTo(Shape.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "5", "15", "20" })
	void poolsThatAreMadeAtOnceAndKeptAreADeployment(int at) {
		assertThat(afterSamples(30, (sample) -> (sample < at) ? 0 : 30).shape()).isEqualTo(Shape.NONE);
	}

	@Test
	void whereNoneStaysThereIsNoShape() {
		assertThat(afterMinutes(40, (minute) -> 0).shape()).isEqualTo(Shape.NONE);
	}

	@ParameterizedTest
	@CsvSource({ "10", "20", "30" })
	void poolsThatAreMadeInOneGoAreADeployment(int at) {
		assertThat(afterMinutes(40, (minute) -> (minute < at) ? 0 : 30).shape()).isEqualTo(Shape.NONE);
	}

	@Test
	void poolsThatAreMadeInOneHalfOnlyAreARampUp() {
		assertThat(afterMinutes(40, (minute) -> Math.min(minute, 12)).shape()).isEqualTo(Shape.NONE);
	}

	@Test
	void ofWorkersEachWaitIsJudgedAndOfOwnThreadsTheLine() {
		this.stay.resize(3);
		this.families.threads("job-%d", Wait.take("com.acme.Job.run")).resize(3);
		this.families.next();
		assertThat(isOf("pool-#-thread-#", false)).isTrue();
		assertThat(isOf("pool-#-thread-#", true)).isFalse();
		assertThat(isOf("job-#", false)).isFalse();
		assertThat(isOf("job-#", true)).isTrue();
	}

	private boolean isOf(String name, boolean line) {
		var family = (line ? this.families.line(name) : this.families.family(name)).now();
		return Reading.isOf(family.key(), family);
	}

	@Test
	void anIdleWorkerThatGetsWorkHasNotLeft() {
		Population busy = this.families.threads("pool-%d-thread-1", Wait.workerThatTakes("com.acme.Job.run"));
		for (int i = 0; i < 60; i++) {
			this.stay.resize(this.stay.size() + 2);
			this.families.next();
			this.stay.move(1, busy);
			this.families.next();
			busy.move(1, this.stay);
		}
		this.families.next();
		Reading reading = reading();
		assertThat(reading.shape()).isEqualTo(Shape.SCATTERED);
		assertThat(reading.growth().orElseThrow().left()).isZero();
		assertThat(reading.enough()).isTrue();
	}

	@Test
	void growthWithoutAShapeIsStillGrowth() {
		Population workers = this.families.threads("exec-%d", Wait.idleTomcatWorker());
		for (int i = 0; i < 60; i++) {
			workers.resize(10 + i);
			this.families.next();
		}
		Reading reading = Reading.of(this.families.family("exec-#"), this.families.trends(), Families.MIN_THREADS);
		assertThat(reading.shape()).isEqualTo(Shape.NONE);
		assertThat(reading.enough()).isFalse();
		assertThat(reading.growth()).isPresent();
	}

}
