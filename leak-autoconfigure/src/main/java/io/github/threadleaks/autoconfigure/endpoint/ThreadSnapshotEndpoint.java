// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure.endpoint;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import io.github.threadleaks.format.SnapshotFormat;

import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.InputStreamResource;
import org.springframework.lang.Nullable;
import org.springframework.util.MimeType;

/**
 * {@code threadsnapshot}: all threads now, or what has changed since. Parameters are
 * texts, so that what is wrong with one is said by us and not by a conversion. Over JMX
 * JSON is a map, other formats are a string: Base64 if they are no text. Over HTTP the
 * body is written while it is sent, so its length is not known before, and a range of it
 * is not served: the next request finds other threads.
 */
@Endpoint(id = "threadsnapshot")
final class ThreadSnapshotEndpoint {

	private static final Map<String, String> WHAT = Map.of("endpoint", "threadsnapshot");

	private final SnapshotGuard guard;

	private final AddressGuard addresses;

	private final ReentrantLock turns = new ReentrantLock(true);

	ThreadSnapshotEndpoint(SnapshotGuard guard, AddressGuard addresses) {
		this.guard = guard;
		this.addresses = addresses;
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	Map<String, Object> threadSnapshot(@Nullable String detail, @Nullable String state, @Nullable String name,
			@Nullable String frame, @Nullable String minAge, @Nullable String kind, @Nullable String label,
			@Nullable String top, @Nullable String since, SecurityContext security) {
		byte[] json = bytes(SnapshotFormat.JSON,
				parameters(detail, state, name, frame, minAge, kind, label, top, since), security);
		return JsonParserFactory.getJsonParser().parseMap(new String(json, StandardCharsets.UTF_8));
	}

	@ReadOperation(producesFrom = SnapshotMediaType.class)
	String threadSnapshotIn(@Selector String format, @Nullable String detail, @Nullable String state,
			@Nullable String name, @Nullable String frame, @Nullable String minAge, @Nullable String kind,
			@Nullable String label, @Nullable String top, @Nullable String since, SecurityContext security) {
		SnapshotFormat found = format(format);
		byte[] body = bytes(found, parameters(detail, state, name, frame, minAge, kind, label, top, since), security);
		return (found == SnapshotFormat.PPROF) ? Base64.getEncoder().encodeToString(body)
				: new String(body, StandardCharsets.UTF_8);
	}

	private byte[] bytes(SnapshotFormat format, Map<String, String> parameters, SecurityContext security) {
		try (InputStream body = open(format, parameters, Caller.of(security, Peer.LOCAL))) {
			return body.readAllBytes();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Nothing that is read can fail", ex);
		}
	}

	InputStream open(SnapshotFormat format, Map<String, String> parameters, Caller caller) {
		return new TurnStream(format.open(this.guard.take(format, parameters, caller)), this.turns);
	}

	/** Over HTTP, in the format that a client accepts. */
	WebEndpointResponse<Object> answer(SnapshotMediaType accepted, Map<String, String> parameters, Caller caller) {
		return answer(accepted::format, accepted.getProducedMimeType(), parameters, caller);
	}

	/** Over HTTP, in the format that a path names. */
	WebEndpointResponse<Object> answer(String format, Map<String, String> parameters, Caller caller) {
		return answer(() -> format(format), null, parameters, caller);
	}

	private WebEndpointResponse<Object> answer(Supplier<SnapshotFormat> format, @Nullable MimeType type,
			Map<String, String> parameters, Caller caller) {
		try {
			this.addresses.require(caller, WHAT);
			SnapshotFormat found = format.get();
			return new WebEndpointResponse<>(new InputStreamResource(open(found, parameters, caller)),
					(type != null) ? type : MimeType.valueOf(found.mediaType()));
		}
		catch (RefusalException ex) {
			return ex.toResponse();
		}
	}

	private static SnapshotFormat format(String parameter) {
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
