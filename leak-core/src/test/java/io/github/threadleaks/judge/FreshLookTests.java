// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.threadleaks.sample.SampledThread;
import io.github.threadleaks.simulation.SimulatedJvm;
import io.github.threadleaks.simulation.Wait;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class FreshLookTests {

	private final List<SampledThread> members = threads(Wait.take("com.acme.Job.run"));

	private final List<SampledThread> moved = threads(Wait.sleep("com.acme.Job.run"));

	private static List<SampledThread> threads(Wait wait) {
		SimulatedJvm jvm = new SimulatedJvm(Families.INTERVAL);
		jvm.threads("job-%d", wait).resize(10);
		return jvm.next().threads();
	}

	private boolean confirms(List<SampledThread> now) {
		FreshLook look = (ids) -> {
			Set<Long> asked = Arrays.stream(ids).boxed().collect(Collectors.toSet());
			return now.stream().filter((thread) -> asked.contains(thread.id())).toList();
		};
		return look.confirms(this.members, false);
	}

	@Test
	void fourOfFiveMustStillLive() {
		assertThat(confirms(this.members)).isTrue();
		assertThat(confirms(this.members.subList(0, 8))).isTrue();
		assertThat(confirms(this.members.subList(0, 7))).isFalse();
		assertThat(confirms(List.of())).isFalse();
	}

	@Test
	void fourOfFiveMustStillBeWhereTheyWere() {
		assertThat(confirms(this.moved)).isFalse();
		assertThat(confirms(Stream.concat(this.members.stream().limit(8), this.moved.stream().skip(8)).toList()))
			.isTrue();
		assertThat(confirms(Stream.concat(this.members.stream().limit(7), this.moved.stream().skip(7)).toList()))
			.isFalse();
	}

}
