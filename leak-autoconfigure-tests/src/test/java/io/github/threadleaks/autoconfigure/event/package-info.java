// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.threadleaks.autoconfigure.event;

import org.jspecify.annotations.NullMarked;
