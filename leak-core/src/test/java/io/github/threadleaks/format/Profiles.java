// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.format;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

import com.google.perftools.profiles.ProfileProto;
import com.google.perftools.profiles.ProfileProto.Profile;
import io.github.threadleaks.snapshot.Snapshot;

import static java.util.Objects.requireNonNull;

/**
 * Reads profiles by the classes generated from the format's definition.
 */
final class Profiles {

	private Profiles() {
	}

	static Profile of(Snapshot snapshot) {
		byte[] gzipped = Snapshots.write(SnapshotFormat.PPROF, snapshot);
		try (GZIPInputStream plain = new GZIPInputStream(new ByteArrayInputStream(gzipped))) {
			return Profile.parseFrom(plain);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static long total(Profile profile) {
		return profile.getSampleList().stream().mapToLong((sample) -> sample.getValue(0)).sum();
	}

	static List<String> names(Profile profile, List<Long> texts) {
		return texts.stream().map((text) -> text(profile, text)).toList();
	}

	static String text(Profile profile, long index) {
		return profile.getStringTable((int) index);
	}

	static Map<String, String> labels(Profile profile, ProfileProto.Sample sample) {
		return sample.getLabelList()
			.stream()
			.collect(Collectors.toMap((label) -> text(profile, label.getKey()),
					(label) -> text(profile, label.getStr()), (one, other) -> one + "|" + other, TreeMap::new));
	}

	/** Such as {@code com.acme.Orders.export Orders.java:42}, innermost first. */
	static List<String> stack(Profile profile, ProfileProto.Sample sample) {
		Map<Long, ProfileProto.Location> locations = byId(profile.getLocationList(), ProfileProto.Location::getId);
		Map<Long, ProfileProto.Function> functions = byId(profile.getFunctionList(), ProfileProto.Function::getId);
		return sample.getLocationIdList().stream().map((id) -> {
			ProfileProto.Line line = requireNonNull(locations.get(id)).getLine(0);
			ProfileProto.Function function = requireNonNull(functions.get(line.getFunctionId()));
			return text(profile, function.getName()) + " " + text(profile, function.getFilename()) + ":"
					+ line.getLine();
		}).toList();
	}

	/** Fails when two have the same id. */
	private static <T> Map<Long, T> byId(List<T> all, Function<T, Long> id) {
		return all.stream().collect(Collectors.toMap(id, Function.identity()));
	}

}
