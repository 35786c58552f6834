package io.candlelake.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house as it is drawn: arrows go only down, stages do not know each other, the domain knows nobody. */
@AnalyzeClasses(packages = "io.candlelake", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] STAGES = {
        "io.candlelake.producer..",
        "io.candlelake.streams..",
        "io.candlelake.connect..",
        "io.candlelake.lake..",
        "io.candlelake.query..",
        "io.candlelake.simulator.."
    };

    @ArchTest
    static final ArchRule theDomainKnowsOnlyTheLanguage = classes()
            .that()
            .resideInAPackage("io.candlelake.domain..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.candlelake.domain..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theContractKnowsOnlyTheDomain = noClasses()
            .that()
            .resideInAPackage("io.candlelake.contract..")
            .should()
            .dependOnClassesThat(ours().and(DescribedPredicate.not(
                    resideInAnyPackage("io.candlelake.contract..", "io.candlelake.domain.."))));

    @ArchTest
    static final ArchRule stagesDoNotKnowEachOther = slices().matching(
                    "io.candlelake.(producer|streams|connect|lake|query|simulator)..")
            .should()
            .notDependOnEachOther();

    @ArchTest
    static final ArchRule noStageKnowsTheLocalStack = noClasses()
            .that()
            .resideInAnyPackage(STAGES)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.candlelake.local..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("io.candlelake.(**)").should().beFreeOfCycles();

    private static DescribedPredicate<JavaClass> ours() {
        return resideInAnyPackage("io.candlelake..");
    }
}
