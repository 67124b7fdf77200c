// SPDX-License-Identifier: Apache-2.0

/**
 * Writes snapshots in the formats that tools read. A {@link SnapshotFormat} turns a
 * snapshot, whose texts are redacted already, into pieces of bytes, each a group, a
 * thread or less, which a reader pulls: nobody ever holds a whole body, and a slow client
 * holds one piece.
 */
@NullMarked
package io.github.threadleaks.format;

import org.jspecify.annotations.NullMarked;
