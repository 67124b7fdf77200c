// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.util.List;

import io.github.threadleaks.settings.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Which addresses lie in a range.
 */
class AddressRangesTests {

	@ParameterizedTest
	@CsvSource({ "10.0.0.0/8, 10.255.1.2, true", "10.0.0.0/8, 11.0.0.1, false", "10.1.2.3, 10.1.2.3, true",
			"10.1.2.3, 10.1.2.4, false", "10.0.0.128/25, 10.0.0.127, false", "10.0.0.128/25, 10.0.0.129, true",
			"0.0.0.0/0, 203.0.113.9, true", "0.0.0.0/0, ::1, false", "::1, 0:0:0:0:0:0:0:1, true",
			"::1/128, ::2, false", "fe80::/10, fe80::1%eth0, true", "2001:db8::/33, 2001:db8:8000::1, false",
			"2001:db8::/33, 2001:db8:7fff::1, true", "127.0.0.0/8, ::ffff:127.0.0.1, true", "::/0, 10.0.0.1, false" })
	void anAddressIsWithinOrNot(String range, String address, boolean within) {
		assertThat(new AddressRanges(List.of("192.0.2.1", range)).allow(address)).isEqualTo(within);
	}

	@ParameterizedTest
	@ValueSource(strings = { "unknown", "", "localhost", "10.0.0", "2130706433" })
	void whatIsNoAddressIsWithinNone(String address) {
		assertThat(new AddressRanges(List.of("0.0.0.0/0", "::/0")).allow(address)).isFalse();
	}

	@Test
	void withoutRangesAllAreAllowed() {
		assertThat(new AddressRanges(List.of()).allow("unknown")).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0/8", "10.0.0.256",
			"::1/129", "example.com/8", "", ":", "10.0.0.0/8/8" })
	void whatIsNoRangeIsRefusedByNameAndValue(String range) {
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> new AddressRanges(List.of(range)))
			.withMessage("threadleaks.security.allowed-addresses must hold IP addresses with, perhaps, the length of a "
					+ "prefix, such as 10.0.0.0/8 or ::1, not '" + range + "'");
	}

}
