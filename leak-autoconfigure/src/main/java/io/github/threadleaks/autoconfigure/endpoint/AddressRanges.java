// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

import io.github.threadleaks.settings.InvalidSettingException;

/**
 * IP addresses in CIDR notation (RFC 4632, RFC 4291): {@code 10.0.0.0/8}, {@code ::1}.
 * Names of hosts are refused, so that nothing is ever looked up.
 */
final class AddressRanges {

	private static final String PROPERTY = "threadleaks.security.allowed-addresses";

	private final List<Range> ranges;

	/**
	 * Parses ranges.
	 * @param texts the ranges; none allows every address
	 * @throws InvalidSettingException if one is not an address with, perhaps, a prefix
	 */
	AddressRanges(List<String> texts) {
		this.ranges = texts.stream().map(AddressRanges::parse).toList();
	}

	private static Range parse(String text) {
		int slash = text.indexOf('/');
		Optional<byte[]> address = bytes((slash < 0) ? text : text.substring(0, slash));
		int bits = address.map((bytes) -> bytes.length * 8).orElse(-1);
		int prefix = (slash < 0) ? bits : prefix(text.substring(slash + 1));
		if (address.isEmpty() || prefix < 0 || prefix > bits) {
			throw new InvalidSettingException(PROPERTY,
					"hold IP addresses with, perhaps, the length of a prefix, such as 10.0.0.0/8 or ::1",
					"'" + text + "'");
		}
		return new Range(address.get(), prefix);
	}

	private static int prefix(String text) {
		return text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
	}

	/** The bytes of a literal; those of an IPv4 address that is written as IPv6 are 4. */
	private static Optional<byte[]> bytes(String literal) {
		int zone = literal.indexOf('%');
		String text = (zone < 0) ? literal : literal.substring(0, zone);
		boolean ipv4 = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
		if (!ipv4 && !text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
			return Optional.empty();
		}
		try {
			return Optional.of(InetAddress.getByName(text).getAddress());
		}
		catch (UnknownHostException ex) {
			return Optional.empty();
		}
	}

	/**
	 * Whether an address is allowed.
	 * @param address the address, as a literal
	 * @return whether it lies in one of the ranges, or there is none
	 */
	boolean allow(String address) {
		if (this.ranges.isEmpty()) {
			return true;
		}
		Optional<byte[]> bytes = bytes(address);
		return bytes.isPresent() && this.ranges.stream().anyMatch((range) -> range.contains(bytes.get()));
	}

	/**
	 * Addresses that begin alike.
	 *
	 * @param address one of them
	 * @param prefix how many bits they share
	 */
	@SuppressWarnings("ArrayRecordComponent") // never compared
	private record Range(byte[] address, int prefix) {

		boolean contains(byte[] other) {
			if (other.length != this.address.length) {
				return false;
			}
			for (int bit = 0; bit < this.prefix; bit++) {
				int mask = 0x80 >> (bit % 8);
				if ((this.address[bit / 8] & mask) != (other[bit / 8] & mask)) {
					return false;
				}
			}
			return true;
		}

	}

}
