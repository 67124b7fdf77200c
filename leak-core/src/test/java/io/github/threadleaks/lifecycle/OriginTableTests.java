// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.lifecycle;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import io.github.threadleaks.sample.Frame;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OriginTableTests {

	private final OriginTable table = new OriginTable();

	private static Origin origin(int i) {
		return new Origin(Origin.Knowledge.RECORDED,
				new CreationSite(List.of(new Frame("Type" + i, "run", "", i, false))), CreationSite.UNKNOWN,
				StartContext.NONE);
	}

	@Test
	void itIsAMap() {
		Random random = new Random(7);
		Map<Long, Origin> expected = new HashMap<>();
		for (int i = 0; i < 20_000; i++) {
			long id = random.nextInt(2_000) + 1L;
			if (random.nextInt(3) == 0) {
				this.table.remove(id);
				expected.remove(id);
			}
			else {
				Origin origin = origin(i);
				this.table.put(id, i, origin);
				expected.put(id, origin);
				assertThat(this.table.bornAt(id)).isEqualTo(i);
			}
		}
		assertThat(this.table.size()).isEqualTo(expected.size());
		for (long id = 1; id <= 2_000; id++) {
			assertThat(this.table.origin(id)).isEqualTo(expected.get(id));
		}
		for (long id = 1; id <= 2_000; id++) {
			this.table.remove(id);
		}
		assertThat(this.table.size()).isZero();
		this.table.forEach((origin) -> {
			throw new AssertionError(origin);
		});
		assertThat(this.table.lost()).isZero();
	}

	@Test
	void whenItIsFullTheOlderHalfGoes() {
		Origin origin = origin(0);
		for (long id = 1; id <= OriginTable.MAX; id++) {
			this.table.put(id, 0, origin);
		}
		assertThat(this.table.lost()).isZero();
		this.table.put(OriginTable.MAX + 1L, 0, origin);
		assertThat(this.table.size()).isEqualTo(OriginTable.MAX / 2 + 1);
		assertThat(this.table.lost()).isEqualTo(OriginTable.MAX / 2);
		assertThat(this.table.origin(1)).isNull();
		assertThat(this.table.origin(OriginTable.MAX / 2)).isNull();
		assertThat(this.table.origin(OriginTable.MAX / 2 + 1L)).isSameAs(origin);
		assertThat(this.table.origin(OriginTable.MAX + 1L)).isSameAs(origin);
	}

}
