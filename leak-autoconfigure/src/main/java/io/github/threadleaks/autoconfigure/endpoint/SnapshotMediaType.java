// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import io.github.threadleaks.format.SnapshotFormat;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * The formats of a snapshot as a client may ask for them by what it accepts. Of those
 * that it accepts the last one here wins: a browser gets a page, and whoever accepts JSON
 * beside other things, JSON.
 */
enum SnapshotMediaType implements Producible<SnapshotMediaType> {

	/** Call graph. */
	DOT(SnapshotFormat.DOT),

	/** Lines of stacks. */
	COLLAPSED(SnapshotFormat.COLLAPSED),

	/** Profile. */
	PPROF(SnapshotFormat.PPROF),

	/** For a terminal. */
	TEXT(SnapshotFormat.TEXT),

	/** JSON for clients that know Actuator's own media type. */
	ACTUATOR(SnapshotFormat.JSON, MediaTypes.ACTUATOR_JSON),

	/** JSON. */
	JSON(SnapshotFormat.JSON),

	/** For a browser. */
	FLAMEGRAPH(SnapshotFormat.FLAMEGRAPH);

	private final SnapshotFormat format;

	private final String mimeType;

	SnapshotMediaType(SnapshotFormat format) {
		this(format, format.mediaType());
	}

	SnapshotMediaType(SnapshotFormat format, String mimeType) {
		this.format = format;
		this.mimeType = mimeType;
	}

	SnapshotFormat format() {
		return this.format;
	}

	@Override
	public MimeType getProducedMimeType() {
		return MimeType.valueOf(this.mimeType);
	}

	@Override
	public boolean isDefault() {
		return this == JSON;
	}

}
