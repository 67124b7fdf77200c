// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * A refusal as a body, by RFC 9457.
 *
 * @param type {@code about:blank}: the status says what kind it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what to do instead
 * @param reason the refusal in a word, for programs
 * @param parameter the parameter that is wrong; absent if none is
 */
@JsonPropertyOrder({ "type", "title", "status", "detail", "reason", "parameter" })
record Problem(String type, String title, int status, String detail, String reason,
		@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String parameter) {

}
