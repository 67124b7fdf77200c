// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.MethodCallTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.threadleaks.redact.RedactedText;
import io.github.threadleaks.sample.ThreadKind;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * How the Spring side is cut.
 */
class ArchitectureTests {

	private static final String HOME = "io.github.threadleaks.autoconfigure";

	private final JavaClasses ours = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(HOME);

	@Test
	void autoConfigurationsArePublicAndFinal() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(this.ours);
	}

	@Test
	void theRoomsOfTheEngineStayClosed() {
		DescribedPredicate<JavaClass> inside = resideInAnyPackage("io.github.threadleaks.sample..",
				"io.github.threadleaks.group..", "io.github.threadleaks.trend..");
		noClasses().should().dependOnClassesThat(inside.and(not(equivalentTo(ThreadKind.class)))).check(this.ours);
	}

	@Test
	void theJvmIsReadByTheEngineOnly() {
		noClasses().should()
			.dependOnClassesThat(
					resideInAnyPackage("java.lang.management..", "com.sun.management..", "javax.management.."))
			.check(this.ours);
	}

	@Test
	void nobodyHoldsAThread() {
		noFields().should().haveRawType(Thread.class).check(this.ours);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching(HOME + ".(*)..").should().beFreeOfCycles().check(this.ours);
	}

	@Test
	void everyPackageIsNullMarked() {
		List<String> packages = this.ours.stream().map(JavaClass::getPackageName).distinct().toList();
		assertThat(packages).hasSizeGreaterThan(4)
			.allSatisfy(
					(name) -> assertThat(Class.forName(name + ".package-info").isAnnotationPresent(NullMarked.class))
						.as(name)
						.isTrue());
	}

	/** The texts of the engine that are not of its type for redacted ones. */
	private static final Map<String, String> UNREDACTED = Map.ofEntries(
			Map.entry("Births.outlivedRequests by LifecycleMetrics", "routes, masked where they become tags"),
			Map.entry("EvidenceLine.unit by Evidence", "a word of ours"),
			Map.entry("Exhaustion.source by Ending", "words of ours"),
			Map.entry("InvalidParameterException.getMessage by RefusalException", "what the caller has sent"),
			Map.entry("InvalidParameterException.parameter by RefusalException", "a name of ours"),
			Map.entry("InvalidSettingException.getMessage by InvalidSettingFailureAnalyzer", "what was set"),
			Map.entry("InvalidSettingException.limit by InvalidSettingFailureAnalyzer", "words of ours"),
			Map.entry("InvalidSettingException.name by InvalidSettingFailureAnalyzer", "a name of ours"),
			Map.entry("Leak.createdBy by LeakDescriptor", "redacted texts by names of ours"),
			Map.entry("Leak.id by LeakDescriptor", "eight hex digits of a hash"),
			Map.entry("Leak.id by MeterTags", "eight hex digits of a hash"),
			Map.entry("Leak.id by ThreadLeakLog", "eight hex digits of a hash"),
			Map.entry("ReportText.render by ReportAnswers", "made of a report, whose texts are redacted"),
			Map.entry("TooManyAcceptedException.getMessage by RefusalException", "words of ours and a number"));

	/** Who tells what an exception says, which may be anything unless it is ours. */
	private static final Set<String> OWN_WORDS = Set.of("InvalidParameterException.getMessage by RefusalException",
			"TooManyAcceptedException.getMessage by RefusalException",
			"InvalidSettingException.getMessage by InvalidSettingFailureAnalyzer",
			"RefusalException.getMessage by PageWriter");

	@Test
	void theEngineHandsOverRedactedTexts() {
		assertThat(calls((target) -> target.getOwner().getPackageName().startsWith("io.github.threadleaks")
				&& !target.getOwner().getPackageName().startsWith(HOME) && !target.getOwner().isEnum()
				&& !target.getOwner().isEquivalentTo(RedactedText.class) && isText(target))
			.distinct()
			.sorted()).containsExactlyInAnyOrderElementsOf(UNREDACTED.keySet());
	}

	private static boolean isText(MethodCallTarget target) {
		return target.resolveMember()
			.stream()
			.flatMap((method) -> method.getReturnType().getAllInvolvedRawTypes().stream())
			.anyMatch((type) -> type.isEquivalentTo(String.class));
	}

	private Stream<String> calls(Predicate<MethodCallTarget> wanted) {
		return this.ours.stream()
			.flatMap((type) -> type.getMethodCallsFromSelf().stream())
			.filter((call) -> wanted.test(call.getTarget()))
			.map((call) -> call.getTargetOwner().getSimpleName() + "." + call.getName() + " by "
					+ call.getOriginOwner().getSimpleName());
	}

	@Test
	void onlyRedactedTextsAreLogged() {
		assertThat(calls((target) -> target.getOwner().getPackageName().startsWith("org.apache.commons.logging")))
			.isNotEmpty()
			.allMatch((call) -> call.endsWith(" by RedactedLog"));
		noClasses().should()
			.dependOnClassesThat(resideInAnyPackage("org.slf4j..", "java.util.logging..", "java.lang.System$Logger"))
			.check(this.ours);
	}

	@Test
	void onlyRedactedTextsBecomeTags() {
		Set<String> makers = Set.of("tag", "tags", "of", "and", "concat");
		assertThat(calls((target) -> target.getOwner().getName().startsWith("io.micrometer.core.instrument")
				&& makers.contains(target.getName())
				&& target.getRawParameterTypes()
					.stream()
					.anyMatch((type) -> type.isEquivalentTo(String.class) || type.isEquivalentTo(String[].class))))
			.isNotEmpty()
			.allMatch((call) -> call.endsWith(" by MeterTags"));
	}

	@Test
	void eventsHoldLeaksAndNoTexts() {
		assertThat(this.ours.stream()
			.filter((type) -> type.getPackageName().equals(HOME + ".event") && type.isRecord())
			.flatMap((type) -> type.getFields().stream())
			.map((field) -> field.getRawType().getSimpleName())
			.distinct()).containsExactlyInAnyOrder("Leak", "Verdict");
	}

	/** Messages of exceptions may hold anything. */
	@Test
	void nobodyTellsWhatAnExceptionSays() {
		Set<String> tellers = Set.of("getMessage", "getLocalizedMessage", "toString", "printStackTrace");
		assertThat(calls(
				(target) -> target.getOwner().isAssignableTo(Throwable.class) && tellers.contains(target.getName()))
			.distinct()).containsExactlyInAnyOrderElementsOf(OWN_WORDS);
	}

	@Test
	void onlyWhatUsersNeedIsPublic() {
		assertThat(this.ours)
			.filteredOn((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.extracting(JavaClass::getSimpleName)
			.filteredOn((name) -> !name.endsWith("AutoConfiguration") && !name.endsWith("ManagementConfiguration")
					&& !name.equals("package-info"))
			.containsExactlyInAnyOrder("ThreadLeaksProperties", "SnapshotRequests", "ThreadLeakOpened",
					"ThreadLeakRisen", "ThreadLeakResolved", "RedactedLog", "ThreadContextAccessor");
	}

}
