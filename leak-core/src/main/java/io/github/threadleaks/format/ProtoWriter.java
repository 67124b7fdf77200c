// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the fields of one message of protocol buffers, after
 * https://protobuf.dev/programming-guides/encoding. As in proto3, a number that is 0 is
 * not written.
 */
final class ProtoWriter {

	private static final int VARINT = 0;

	private static final int LENGTH_DELIMITED = 2;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

	/** A field of type int64, uint64 or bool. */
	ProtoWriter number(int field, long value) {
		if (value != 0) {
			varint(((long) field << 3) | VARINT);
			varint(value);
		}
		return this;
	}

	/** An element of a repeated field of type string, written even when empty. */
	ProtoWriter text(int field, String text) {
		return bytes(field, text.getBytes(StandardCharsets.UTF_8));
	}

	/** A message in this one, which is empty afterwards and may be used again. */
	ProtoWriter message(int field, ProtoWriter message) {
		return bytes(field, message.take());
	}

	/** A repeated field of numbers. */
	ProtoWriter packed(int field, long... values) {
		ProtoWriter numbers = new ProtoWriter();
		for (long value : values) {
			numbers.varint(value);
		}
		return (values.length == 0) ? this : message(field, numbers);
	}

	private ProtoWriter bytes(int field, byte[] bytes) {
		varint(((long) field << 3) | LENGTH_DELIMITED);
		varint(bytes.length);
		this.out.writeBytes(bytes);
		return this;
	}

	/** Seven bits a byte, the lowest first; a negative number has ten bytes. */
	private void varint(long value) {
		long rest = value;
		while ((rest & ~0x7fL) != 0) {
			this.out.write((int) (rest & 0x7f) | 0x80);
			rest >>>= 7;
		}
		this.out.write((int) rest);
	}

	/** What was written since the last call. */
	byte[] take() {
		byte[] bytes = this.out.toByteArray();
		this.out.reset();
		return bytes;
	}

}
