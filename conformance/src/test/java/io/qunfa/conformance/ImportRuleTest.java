package io.qunfa.conformance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who may know whom: server → client, protocol; client → protocol; sandbox → protocol. Client and
 * sandbox share facts, never wire types, and one class of the server starts an embedded sandbox.
 */
class ImportRuleTest {

    private static final JavaClasses MAIN = mainClasses();

    private static JavaClasses mainClasses() {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(
                        "io.qunfa.protocol",
                        "io.qunfa.client",
                        "io.qunfa.sandbox",
                        "io.qunfa.server");
    }

    @ParameterizedTest
    @CsvSource({
        "protocol, client",
        "protocol, sandbox",
        "protocol, server",
        "client, sandbox",
        "client, server",
        "sandbox, client",
        "sandbox, server",
    })
    void is_not_crossed(String from, String to) {
        noClasses()
                .that()
                .resideInAPackage("io.qunfa." + from + "..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.qunfa." + to + "..")
                .check(MAIN);
    }

    @Test
    void at_most_one_class_of_the_server_knows_the_sandbox() {
        var knowing =
                MAIN.that(resideInAPackage("io.qunfa.server..")).stream()
                        .filter(ImportRuleTest::knowsTheSandbox)
                        .map(JavaClass::getName)
                        .map(name -> name.replaceFirst("\\$.*", ""))
                        .collect(Collectors.toSet());
        assertThat(knowing).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void the_classes_are_really_looked_at() {
        assertThat(MAIN.that(resideInAPackage("io.qunfa.client.."))).isNotEmpty();
        assertThat(MAIN.that(resideInAPackage("io.qunfa.sandbox.."))).isNotEmpty();
        assertThat(MAIN.that(resideInAPackage("io.qunfa.protocol.."))).isNotEmpty();
    }

    @Test
    void class_files_of_this_java_version_can_be_read() {
        var own = new ClassFileImporter().importClasses(ImportRuleTest.class);
        assertThat(own.get(ImportRuleTest.class).getMethods()).isNotEmpty();
    }

    private static boolean knowsTheSandbox(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(
                        dependency ->
                                dependency
                                        .getTargetClass()
                                        .getPackageName()
                                        .startsWith("io.qunfa.sandbox"));
    }
}
