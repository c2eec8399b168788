package io.qunfa.server;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Who of the whole house may know whom: see the architecture page. */
final class ImportRulesTest {

    private static final String PROTOCOL = "io.qunfa.protocol..";
    private static final String CLIENT = "io.qunfa.client..";
    private static final String SANDBOX = "io.qunfa.sandbox..";
    private static final String SERVER = "io.qunfa.server..";
    private static final String BRIDGE = "io.qunfa.server.cli.EmbeddedSandbox";

    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.qunfa");

    @Test
    void the_protocol_knows_nobody() {
        noClasses()
                .that(resideInAPackage(PROTOCOL))
                .should()
                .dependOnClassesThat(
                        resideInAPackage(CLIENT)
                                .or(resideInAPackage(SANDBOX))
                                .or(resideInAPackage(SERVER)))
                .check(HOUSE);
    }

    @Test
    void the_client_knows_only_the_protocol() {
        noClasses()
                .that(resideInAPackage(CLIENT))
                .should()
                .dependOnClassesThat(resideInAPackage(SANDBOX).or(resideInAPackage(SERVER)))
                .check(HOUSE);
    }

    @Test
    void the_sandbox_knows_only_the_protocol() {
        noClasses()
                .that(resideInAPackage(SANDBOX))
                .should()
                .dependOnClassesThat(resideInAPackage(CLIENT).or(resideInAPackage(SERVER)))
                .check(HOUSE);
    }

    @Test
    void one_class_of_the_server_starts_a_sandbox() {
        noClasses()
                .that(resideInAPackage(SERVER))
                .and(com.tngtech.archunit.base.DescribedPredicate.not(name(BRIDGE)))
                .should()
                .dependOnClassesThat(resideInAPackage(SANDBOX))
                .check(HOUSE);
    }
}
