// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.threadleaks.autoconfigure.endpoint;

import org.jspecify.annotations.NullMarked;
