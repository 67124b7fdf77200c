// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.github.threadleaks.signal;

import org.jspecify.annotations.NullMarked;
