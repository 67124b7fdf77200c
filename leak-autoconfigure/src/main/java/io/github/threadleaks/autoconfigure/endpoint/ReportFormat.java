// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import org.springframework.boot.actuate.endpoint.Producible;
import org.springframework.util.MimeType;

/**
 * The media types of a report. Of those that a client accepts the last one here wins, so
 * browsers get the page, and whoever else accepts JSON gets that; of whoever accepts
 * anything, too.
 */
enum ReportFormat implements Producible<ReportFormat> {

	/** For a terminal. */
	TEXT(MediaTypes.TEXT),

	/** JSON for clients that know Actuator's own media type. */
	ACTUATOR(MediaTypes.ACTUATOR_JSON),

	/** JSON. */
	JSON(MediaTypes.JSON),

	/** A page for a browser. */
	HTML(MediaTypes.HTML);

	private final String mimeType;

	ReportFormat(String mimeType) {
		this.mimeType = mimeType;
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
