// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import io.github.threadleaks.snapshot.SnapshotDetail;

/**
 * What is served, and to whom.
 *
 * @param maxDetail the most detail that is
 * @param requiredRole the role that full detail is for, or empty
 * @param ratePerMinute snapshots a minute, of all callers together
 */
record SnapshotPolicy(SnapshotDetail maxDetail, String requiredRole, int ratePerMinute) {
}
