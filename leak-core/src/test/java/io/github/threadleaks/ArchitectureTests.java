// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks;

import java.lang.management.LockInfo;
import java.lang.management.ThreadInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.redact.Redactor;
import io.github.threadleaks.sample.SamplingBudget;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ArchitectureTests {

	private static final String ROOT = "io.github.threadleaks";

	private static final JavaClasses ENGINE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	/** What every room may use beside other rooms: no framework. */
	private static final Set<String> LIBRARIES = Set.of("java.lang..", "java.util..", "java.time..", "java.io..",
			"java.nio.charset..", "java.security..", "org.jspecify.annotations..", "com.google.re2j..");

	/** Which rooms a room may read; the data flows from the first line to the last. */
	static Stream<Arguments> rooms() {
		return Stream.of(arguments("settings", Set.of()), arguments("redact", Set.of("settings")),
				arguments("sample", Set.of("settings")), arguments("lifecycle", Set.of("settings", "sample")),
				arguments("group", Set.of("sample", "lifecycle")),
				arguments("trend", Set.of("settings", "sample", "lifecycle", "group")),
				arguments("judge", Set.of("settings", "sample", "lifecycle", "group", "trend")),
				arguments("signal", Set.of("settings", "trend", "judge")),
				arguments("report",
						Set.of("settings", "redact", "sample", "lifecycle", "group", "trend", "judge", "signal")),
				arguments("snapshot", Set.of("settings", "redact", "sample", "lifecycle", "group")),
				arguments("html", Set.of()),
				arguments("format", Set.of("settings", "redact", "sample", "snapshot", "html")), arguments("page", Set
					.of("settings", "redact", "sample", "judge", "signal", "report", "snapshot", "html", "format")));
	}

	private static String room(String name) {
		return ROOT + "." + name;
	}

	/** What it has to say is in the report, redacted. */
	@Test
	void nothingIsLogged() {
		noClasses().should()
			.dependOnClassesThat()
			.haveNameMatching("java\\.util\\.logging\\..*|java\\.lang\\.System\\$Logger.*")
			.check(ENGINE);
	}

	@ParameterizedTest
	@MethodSource("rooms")
	void dataFlowsOneWay(String room, Set<String> earlierRooms) {
		String[] allowed = Stream
			.of(LIBRARIES.stream(), earlierRooms.stream().map(ArchitectureTests::room), Stream.of(room(room)),
					Stream.of("com.sun.management", "java.nio.file..").filter((bean) -> room.equals("sample")),
					Stream.of("com.sun.management").filter((bean) -> room.equals("signal")),
					Stream.of("jdk.jfr..").filter((recorder) -> room.equals("lifecycle")))
			.flatMap((packages) -> packages)
			.toArray(String[]::new);
		classes().that()
			.resideInAPackage(room(room))
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage(allowed)
			.check(ENGINE);
	}

	@Test
	void everyRoomIsInTheTable() {
		Set<String> packages = ENGINE.getPackage(ROOT)
			.getSubpackages()
			.stream()
			.map(JavaPackage::getRelativeName)
			.collect(Collectors.toSet());
		assertThat(rooms().map((room) -> (String) room.get()[0])).containsExactlyInAnyOrderElementsOf(packages);
	}

	@Test
	void thereAreNoCycles() {
		slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ENGINE);
	}

	@Test
	void onlyTwoRoomsReadTheJvm() {
		noClasses().that()
			.resideOutsideOfPackages(room("sample"), room("signal"))
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("java.lang.management..", "com.sun.management..", "javax.management..",
					"java.nio.file..")
			.check(ENGINE);
	}

	/** A runtime may lack it: these are loaded by nobody but the recorder's start. */
	@Test
	void flightRecorderIsKnownToAFewClassesOnly() {
		assertThat(ENGINE.stream()
			.filter((type) -> type.getDirectDependenciesFromSelf()
				.stream()
				.anyMatch((dependency) -> dependency.getTargetClass().getPackageName().startsWith("jdk.")))
			.map(JavaClass::getSimpleName))
			.containsExactlyInAnyOrder("FlightRecorderStream", "ClockTicker", "ClockEvent");
	}

	/**
	 * Every field that has to do with threads or classes, each with the reason why it
	 * pins no class loader.
	 */
	private static final Map<String, String> HOLDERS_OF_THREADS = Map.of("SamplingThread.thread",
			"our own thread, whose class is ours", "TieredReader.threads",
			"reused by the next enumeration; holds nothing but nulls between two ticks", "TieredReader.root",
			"the root group, which lives as long as the JVM", "Slot.thread", "a weak reference", "Slot.NO_THREAD",
			"a weak reference to nothing");

	@Test
	void nobodyHoldsAThreadOrAClass() {
		List<Class<?>> pinning = List.of(Thread.class, ThreadGroup.class, ThreadLocal.class, ThreadInfo.class,
				LockInfo.class, Class.class, ClassLoader.class, StackTraceElement.class);
		assertThat(ENGINE.stream()
			.flatMap((type) -> type.getFields().stream())
			.filter((field) -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
			.filter((field) -> pinning.stream().anyMatch((type) -> involves(field, type)))
			.map(ArchitectureTests::name)).containsExactlyInAnyOrderElementsOf(HOLDERS_OF_THREADS.keySet());
	}

	private static boolean involves(JavaField field, Class<?> type) {
		return field.getType()
			.getAllInvolvedRawTypes()
			.stream()
			.map(JavaClass::getBaseComponentType)
			.anyMatch((raw) -> raw.isAssignableTo(type));
	}

	private static String name(JavaField field) {
		return field.getOwner().getName().replaceFirst(".*[.]", "").replace('$', '.') + "." + field.getName();
	}

	@Test
	void timeIsHandedIn() {
		noClasses().should()
			.callMethodWhere(target("the wall clock", (call) -> call.getOwner().isEquivalentTo(Clock.class)
					|| (call.getName().equals("now")
							&& Stream.of(Instant.class, LocalDateTime.class, ZonedDateTime.class)
								.anyMatch((type) -> call.getOwner().isEquivalentTo(type)))
					|| (call.getOwner().isEquivalentTo(InstantSource.class) && call.getName().equals("system"))
					|| (call.getOwner().isEquivalentTo(System.class) && call.getName().equals("currentTimeMillis"))
					|| (call.getOwner().isEquivalentTo(Thread.class) && call.getName().equals("sleep"))))
			.check(ENGINE);
	}

	/** Only what waits or is measured in real time. */
	@Test
	void elapsedTimeIsMeasuredWhereWorkIsPaced() {
		assertThat(ENGINE.stream()
			.flatMap((type) -> type.getMethodCallsFromSelf().stream())
			.filter((call) -> call.getTarget().getName().equals("nanoTime"))
			.map((call) -> call.getOriginOwner().getSimpleName())
			.distinct()).containsExactlyInAnyOrder(SamplingBudget.class.getSimpleName(),
					SamplingThread.class.getSimpleName(), "StackCapturer");
	}

	private static DescribedPredicate<JavaMethodCall> target(String words, Predicate<CodeUnitCallTarget> predicate) {
		return DescribedPredicate.describe(words, (call) -> predicate.test(call.getTarget()));
	}

	@Test
	void nothingIsNullUnlessItSaysSo() {
		assertThat(ENGINE.getPackage(ROOT).getSubpackagesInTree()).isNotEmpty()
			.allMatch((room) -> room.isAnnotatedWith(NullMarked.class));
		assertThat(ENGINE.getPackage(ROOT).isAnnotatedWith(NullMarked.class)).isTrue();
	}

	@Test
	void onlyARedactorMakesRedactedText() {
		classes().that()
			.areAssignableTo(RedactedText.class)
			.should()
			.onlyHaveDependentClassesThat(DescribedPredicate.describe("call no constructor, but the redactor",
					(type) -> type.isEquivalentTo(Redactor.class) || type.getConstructorCallsFromSelf()
						.stream()
						.noneMatch((call) -> call.getTargetOwner().isEquivalentTo(RedactedText.class))))
			.check(ENGINE);
		assertThat(ENGINE.get(RedactedText.class).getConstructors())
			.noneMatch((constructor) -> constructor.getModifiers().contains(JavaModifier.PUBLIC));
	}

	/** The texts of our own that readers get as they are. */
	private static final Map<String, String> UNREDACTED = Map.of("Leak.id", "eight hex digits of a hash",
			"Exhaustion.source", "words of ours, such as cgroup pids.max", "Leak.EvidenceLine.unit",
			"a word of ours, such as threads/hour", "Leak.createdBy",
			"the name of a label of ours, such as http.route");

	@Test
	void whatReadersGetIsRedacted() {
		assertThat(ENGINE.stream()
			.filter(JavaClass::isRecord)
			.filter((type) -> Set.of(room("report"), room("snapshot")).contains(type.getPackageName()))
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> !type.getSimpleName().equals("SnapshotQuery"))
			.flatMap((type) -> type.getFields().stream())
			.filter((field) -> !field.getModifiers().contains(JavaModifier.STATIC))
			.filter((field) -> involves(field, String.class) || involves(field, CharSequence.class))
			.map(ArchitectureTests::name)).containsExactlyInAnyOrderElementsOf(UNREDACTED.keySet());
	}

	/**
	 * The rooms between the JVM and the report: what no other package needs is hidden.
	 */
	@Test
	void whatOnlyItsOwnRoomNeedsIsHidden() {
		Set<String> inner = Set.of(room("sample"), room("group"), room("trend"), room("judge"));
		assertThat(ENGINE.stream()
			.filter((type) -> inner.contains(type.getPackageName()) && type.isTopLevelClass())
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((type) -> ENGINE.stream()
				.filter((part) -> part.equals(type) || part.getName().startsWith(type.getName() + "$"))
				.flatMap((part) -> part.getDirectDependenciesToSelf().stream())
				.allMatch((dependency) -> dependency.getOriginClass().getPackageName().equals(type.getPackageName())))
			.map(JavaClass::getSimpleName)).isEmpty();
	}

	@Test
	void whatCanBeFinalIs() {
		assertThat(ENGINE.stream()
			.filter((type) -> !type.isInterface() && !type.isEnum() && !type.isAnonymousClass())
			.filter((type) -> !type.getModifiers().contains(JavaModifier.FINAL))
			.map(JavaClass::getName)).isEmpty();
	}

}
