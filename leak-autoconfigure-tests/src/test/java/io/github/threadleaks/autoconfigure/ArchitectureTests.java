// SPDX-License-Identifier: Apache-2.0
package io.github.threadleaks.autoconfigure;

import java.util.List;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
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

	@Test
	void onlyWhatUsersNeedIsPublic() {
		assertThat(this.ours)
			.filteredOn((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.extracting(JavaClass::getSimpleName)
			.filteredOn((name) -> !name.endsWith("AutoConfiguration") && !name.endsWith("ManagementConfiguration")
					&& !name.equals("package-info"))
			.containsExactlyInAnyOrder("ThreadLeaksProperties", "SnapshotRequests", "ThreadLeakOpened",
					"ThreadLeakRisen", "ThreadLeakResolved", "ThreadContextAccessor");
	}

}
