// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.snapshot;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.github.threadleaks.sample.ThreadKind;
import io.github.threadleaks.settings.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * What a reader asks for. Patterns are matched against redacted text, so that they cannot
 * be used to guess at what is masked.
 *
 * @param detail how much to tell
 * @param states only threads in one of these states
 * @param name only threads with this pattern in their name
 * @param frame only threads with this pattern in one of their frames
 * @param minAge only threads at least so old
 * @param kind only platform or only virtual threads
 * @param label only threads with this pattern in one of their labels, each as
 * {@code key=value}
 * @param top at most so many groups or threads
 * @param since the difference to the kept snapshot nearest to so long ago
 */
public record SnapshotQuery(SnapshotDetail detail, Set<Thread.State> states, Optional<Pattern> name,
		Optional<Pattern> frame, Duration minAge, Optional<ThreadKind> kind, Optional<Pattern> label, OptionalInt top,
		Optional<Duration> since) {

	/** The parameters of a request, as they are called. */
	public static final Set<String> PARAMETERS = Set.of("detail", "state", "name", "frame", "minAge", "kind", "label",
			"top", "since");

	/** Everything, grouped. */
	public static final SnapshotQuery GROUPED = new SnapshotQuery(SnapshotDetail.GROUPED,
			EnumSet.allOf(Thread.State.class), Optional.empty(), Optional.empty(), Duration.ZERO, Optional.empty(),
			Optional.empty(), OptionalInt.empty(), Optional.empty());

	private static final int MAX_PATTERN = 200;

	private static final int MAX_TOP = 100_000;

	/** Long ago enough, and an instant that can be computed. */
	private static final Duration MAX_DURATION = Duration.ofDays(36_500);

	public SnapshotQuery {
		states = Set.copyOf(states);
	}

	/**
	 * Parses the parameters of a request; absent ones have their defaults.
	 * @param parameters raw values by name, of {@link #PARAMETERS}
	 * @return the query
	 * @throws InvalidParameterException if a value is not allowed
	 */
	public static SnapshotQuery parse(Map<String, String> parameters) {
		SnapshotDetail detail = detail(parameters.get("detail"));
		Optional<Duration> since = duration("since", parameters.get("since"));
		if (since.isPresent() && detail == SnapshotDetail.FULL) {
			throw new InvalidParameterException("detail", "full",
					"be grouped or summary together with since, which compares groups");
		}
		return new SnapshotQuery(detail, states(parameters.get("state")), pattern("name", parameters.get("name")),
				pattern("frame", parameters.get("frame")),
				duration("minAge", parameters.get("minAge")).orElse(Duration.ZERO), kind(parameters.get("kind")),
				pattern("label", parameters.get("label")), top(parameters.get("top")), since);
	}

	private static SnapshotDetail detail(@Nullable String value) {
		if (value == null) {
			return SnapshotDetail.GROUPED;
		}
		return Arrays.stream(SnapshotDetail.values())
			.filter((detail) -> detail.parameter().equalsIgnoreCase(value))
			.findFirst()
			.orElseThrow(() -> new InvalidParameterException("detail", value, "be one of summary, grouped, full"));
	}

	private static Set<Thread.State> states(@Nullable String value) {
		if (value == null) {
			return EnumSet.allOf(Thread.State.class);
		}
		try {
			return Arrays.stream(value.split(",", -1))
				.map((name) -> Thread.State.valueOf(name.strip().toUpperCase(Locale.ROOT)))
				.collect(Collectors.toCollection(() -> EnumSet.noneOf(Thread.State.class)));
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidParameterException("state", value,
					"be one or more of RUNNABLE, BLOCKED, WAITING, TIMED_WAITING, separated by commas");
		}
	}

	private static Optional<Pattern> pattern(String parameter, @Nullable String value) {
		if (value == null) {
			return Optional.empty();
		}
		if (value.length() > MAX_PATTERN) {
			throw new InvalidParameterException(parameter, value, "have at most " + MAX_PATTERN + " characters");
		}
		try {
			return Optional.of(Patterns.compile(value, MAX_PATTERN));
		}
		catch (PatternSyntaxException ex) {
			throw new InvalidParameterException(parameter, value, Patterns.limits(MAX_PATTERN));
		}
	}

	private static Optional<ThreadKind> kind(@Nullable String value) {
		if (value == null) {
			return Optional.empty();
		}
		return Optional.of(Arrays.stream(ThreadKind.values())
			.filter((kind) -> kind.name().equalsIgnoreCase(value.strip()))
			.findFirst()
			.orElseThrow(() -> new InvalidParameterException("kind", value, "be platform or virtual")));
	}

	private static Optional<Duration> duration(String parameter, @Nullable String value) {
		if (value == null) {
			return Optional.empty();
		}
		try {
			String text = value.strip().toUpperCase(Locale.ROOT);
			Duration duration = Duration.parse(text.startsWith("P") ? text : iso(text));
			if (!duration.isNegative() && duration.compareTo(MAX_DURATION) <= 0) {
				return Optional.of(duration);
			}
		}
		catch (DateTimeParseException | ArithmeticException ex) {
			// refused below, as a negative one
		}
		throw new InvalidParameterException(parameter, value,
				"be a duration such as 30s, 10m, 2h, 1d or PT30S, at most 36500d");
	}

	/** {@code 30S} to {@code PT30S}, {@code 1D} to {@code P1D}. */
	private static String iso(String text) {
		return text.endsWith("D") ? "P" + text : "PT" + text;
	}

	private static OptionalInt top(@Nullable String value) {
		if (value == null) {
			return OptionalInt.empty();
		}
		try {
			int top = Integer.parseInt(value.strip());
			if (top >= 1 && top <= MAX_TOP) {
				return OptionalInt.of(top);
			}
		}
		catch (NumberFormatException ex) {
			// refused below, as one out of range
		}
		throw new InvalidParameterException("top", value, "be a whole number from 1 to " + MAX_TOP);
	}

}
