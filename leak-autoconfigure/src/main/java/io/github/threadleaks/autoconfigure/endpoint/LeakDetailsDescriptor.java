// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.github.threadleaks.report.Leak;

/**
 * One leak by itself, as a body: what the list says of it, and more.
 *
 * @param leak what the list says
 * @param history sizes over time, oldest first
 * @param examples up to three members
 */
@JsonPropertyOrder({ "leak", "history", "examples" })
record LeakDetailsDescriptor(@JsonUnwrapped LeakDescriptor leak, List<Size> history, List<Example> examples) {

	static LeakDetailsDescriptor of(Leak leak) {
		return new LeakDetailsDescriptor(LeakDescriptor.of(leak), leak.history().stream().map(Size::of).toList(),
				leak.examples().stream().map(Example::of).toList());
	}

	/**
	 * A size at an instant.
	 *
	 * @param at when
	 * @param threads how many
	 */
	@JsonPropertyOrder({ "at", "threads" })
	record Size(String at, int threads) {

		static Size of(Leak.Size size) {
			return new Size(size.at().toString(), size.threads());
		}

	}

	/**
	 * One member.
	 *
	 * @param id the thread's id
	 * @param name its name
	 * @param state its state
	 * @param age since it was first seen
	 * @param idleFor since it last used CPU
	 * @param frames its stack, innermost first
	 */
	@JsonPropertyOrder({ "id", "name", "state", "age", "idleFor", "frames" })
	record Example(long id, String name, String state, String age, String idleFor, List<String> frames) {

		static Example of(Leak.Example example) {
			return new Example(example.id(), example.name().toString(), example.state().name(),
					example.age().toString(), example.idleFor().toString(), Redacted.strings(example.frames()));
		}

	}

}
