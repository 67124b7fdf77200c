// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.sample.web;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * There is no password that everybody knows.
 */
@ExtendWith(OutputCaptureExtension.class)
class OperatorsTests {

	@Test
	void withoutAPasswordEachStartMakesItsOwnAndLogsItOnce(CapturedOutput output) {
		UserDetails first = Operators.from(new OpsProperties("ops", ""));
		UserDetails second = Operators.from(new OpsProperties("ops", ""));
		assertThat(first.getPassword()).isNotEqualTo(second.getPassword());
		assertThat(output).containsPattern("User 'ops' has the password [0-9a-f-]{36} until the next start");
	}

	@Test
	void keepsASetPasswordEncodedAndOutOfTheLog(CapturedOutput output) {
		UserDetails operator = Operators.from(new OpsProperties("alice", "correct horse"));
		assertThat(operator.getUsername()).isEqualTo("alice");
		assertThat(operator.getPassword()).startsWith("{bcrypt}");
		assertThat(output.toString()).doesNotContain("correct horse");
	}

	@Test
	void aReaderWithoutAPasswordCanLogInByCertificateOnly(CapturedOutput output) {
		UserDetails first = Operators.from(new ReaderProperties("reader", ""));
		assertThat(first.getPassword()).startsWith("{bcrypt}");
		assertThat(PasswordEncoderFactories.createDelegatingPasswordEncoder().matches("", first.getPassword()))
			.isFalse();
		assertThat(output).doesNotContain("reader");
	}

	@Test
	void aReaderIsNoOperator() {
		assertThat(Operators.from(new ReaderProperties("bob", "battery staple")).getAuthorities())
			.extracting(GrantedAuthority::getAuthority)
			.contains("ROLE_READER")
			.doesNotContain("ROLE_OPS");
	}

}
