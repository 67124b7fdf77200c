// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

import io.github.threadleaks.format.SnapshotFormat;

import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.lang.Nullable;

/**
 * {@code threadsnapshot}: all threads now, or what has changed since. Parameters are
 * texts, so that what is wrong with one is said by us and not by a conversion. Over JMX
 * JSON is a map, other formats are a string: Base64 if they are no text.
 */
@Endpoint(id = "threadsnapshot")
final class ThreadSnapshotEndpoint {

	private final SnapshotGuard guard;

	ThreadSnapshotEndpoint(SnapshotGuard guard) {
		this.guard = guard;
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	Map<String, Object> threadSnapshot(@Nullable String detail, @Nullable String state, @Nullable String name,
			@Nullable String frame, @Nullable String minAge, @Nullable String kind, @Nullable String label,
			@Nullable String top, @Nullable String since) {
		Map<String, String> parameters = parameters(detail, state, name, frame, minAge, kind, label, top, since);
		byte[] json = bytes(SnapshotFormat.JSON, parameters);
		return JsonParserFactory.getJsonParser().parseMap(new String(json, StandardCharsets.UTF_8));
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	String threadSnapshotIn(@Selector String format, @Nullable String detail, @Nullable String state,
			@Nullable String name, @Nullable String frame, @Nullable String minAge, @Nullable String kind,
			@Nullable String label, @Nullable String top, @Nullable String since) {
		SnapshotFormat found = format(format);
		byte[] body = bytes(found, parameters(detail, state, name, frame, minAge, kind, label, top, since));
		return (found == SnapshotFormat.PPROF) ? Base64.getEncoder().encodeToString(body)
				: new String(body, StandardCharsets.UTF_8);
	}

	private byte[] bytes(SnapshotFormat format, Map<String, String> parameters) {
		try (InputStream body = open(format, parameters)) {
			return body.readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Nothing that is read can fail", ex);
		}
	}

	InputStream open(SnapshotFormat format, Map<String, String> parameters) {
		return format.open(this.guard.take(format, parameters));
	}

	static SnapshotFormat format(String parameter) {
		return SnapshotFormat.of(parameter).orElseThrow(RefusalException::unknownFormat);
	}

	/** Those that were given, by name. */
	static Map<String, String> parameters(@Nullable String detail, @Nullable String state, @Nullable String name,
			@Nullable String frame, @Nullable String minAge, @Nullable String kind, @Nullable String label,
			@Nullable String top, @Nullable String since) {
		Map<String, String> given = new HashMap<>();
		put(given, "detail", detail);
		put(given, "state", state);
		put(given, "name", name);
		put(given, "frame", frame);
		put(given, "minAge", minAge);
		put(given, "kind", kind);
		put(given, "label", label);
		put(given, "top", top);
		put(given, "since", since);
		return given;
	}

	private static void put(Map<String, String> parameters, String name, @Nullable String value) {
		if (value != null) {
			parameters.put(name, value);
		}
	}

}
