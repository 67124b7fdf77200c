// SPDX-License-Identifier: Apache-2.0

/**
 * Masks sensitive text, and is the only door out:
 * {@link io.github.threadleaks.redact.RedactedText} can be made by a
 * {@link io.github.threadleaks.redact.Redactor} alone, and readers take nothing else.
 */
@NullMarked
package io.github.threadleaks.redact;

import org.jspecify.annotations.NullMarked;
