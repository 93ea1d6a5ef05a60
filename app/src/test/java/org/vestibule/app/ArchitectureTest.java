package org.vestibule.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The arrows of the design, each with its reason. */
@AnalyzeClasses(packages = "org.vestibule", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String ROOT = "org.vestibule.";

  /** What each package may import of ours; what those may import, it may import too. */
  private static final Map<String, List<String>> ARROWS =
      Map.ofEntries(
          Map.entry("natives", List.of()),
          Map.entry("face.capture", List.of("natives")),
          Map.entry("face.detect", List.of("face.capture")),
          Map.entry("face.quality", List.of("face.detect")),
          Map.entry("face.template", List.of("face.detect")),
          Map.entry("face.match", List.of("face.template")),
          Map.entry("face.pipeline", List.of("face.quality", "face.match")),
          Map.entry("face.release", List.of("face.template")),
          Map.entry("face.evaluation", List.of("face.pipeline")),
          Map.entry("ehr.record", List.of()),
          Map.entry("ehr.consent", List.of("ehr.record")),
          Map.entry("ehr.vault", List.of()),
          Map.entry("ehr.ledger", List.of("ehr.record")),
          Map.entry("ehr.db", List.of("ehr.record", "ehr.vault", "ehr.ledger")),
          Map.entry("ehr.fhir", List.of("ehr.record")),
          Map.entry("ehr.document", List.of("ehr.record")),
          Map.entry("ehr.clinical", List.of("ehr.record")),
          Map.entry(
              "ehr.store",
              List.of(
                  "ehr.consent",
                  "ehr.db",
                  "ehr.fhir",
                  "ehr.clinical",
                  "ehr.document",
                  "ehr.vault")),
          Map.entry("app.flow", List.of("face.pipeline", "face.evaluation", "ehr.store")),
          Map.entry("app.cli", List.of("app.flow")),
          Map.entry("app.ui", List.of("app.flow")),
          Map.entry("app.desk", List.of("app.ui")),
          Map.entry("app.kiosk", List.of("app.ui")),
          Map.entry("app.demo", List.of("app.desk", "app.kiosk")),
          Map.entry("app", List.of("app.cli", "app.demo")));

  private static Set<String> reach(String from) {
    Set<String> reached = new TreeSet<>();
    for (String next : ARROWS.getOrDefault(from, List.of())) {
      reached.add(next);
      reached.addAll(reach(next));
    }
    return reached;
  }

  @ArchTest
  static final ArchRule ONE_CLASS_NAMES_THE_VECTOR_API =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("org.vestibule.face.match.VectorDotProducts")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jdk.incubator..")
          .because("the module incubates and is not in every JVM: one class has a plain twin");

  @ArchTest
  static final ArchRule ONLY_STAFF_LEARN_HOW_SURE_A_FACE_IS =
      noClasses()
          .that()
          .resideInAnyPackage("org.vestibule.app.kiosk..", "org.vestibule.app.cli..")
          .or()
          .haveSimpleNameStartingWith("Kiosk")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.vestibule.face.match.FalseProposal")
          .because("an attacker could climb by it as by a score");

  @ArchTest
  static final ArchRule NO_CYCLES =
      SlicesRuleDefinition.slices()
          .matching("org.vestibule.(**)")
          .should()
          .beFreeOfCycles()
          .because("a package in a cycle cannot be understood, tested or replaced alone");

  @TestFactory
  Stream<DynamicTest> arrows() {
    var imported =
        new com.tngtech.archunit.core.importer.ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("org.vestibule");
    return new TreeMap<>(ARROWS)
        .keySet().stream()
            .map(name -> DynamicTest.dynamicTest(name, () -> arrow(name).check(imported)));
  }

  private static ArchRule arrow(String name) {
    String[] allowed =
        Stream.concat(Stream.of(name), reach(name).stream())
            .map(p -> ROOT + p)
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(ROOT + name)
        .should()
        .dependOnClassesThat(
            are(resideInAPackage(ROOT + ".")).and(not(resideInAnyPackage(allowed))))
        .allowEmptyShould(true)
        .because("the design's table of packages says what " + name + " may import");
  }

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_IN_THE_TABLE =
      classes()
          .that()
          .resideInAPackage(ROOT + ".")
          .should()
          .resideInAnyPackage(ARROWS.keySet().stream().map(p -> ROOT + p).toArray(String[]::new))
          .because("a package without a place in the design has no rule either");

  @ArchTest
  static final ArchRule FACES_KNOW_NO_RECORDS =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "face..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOT + "ehr..")
          .because("whoever recognises a face must not be able to read a record by itself");

  @ArchTest
  static final ArchRule RECORDS_KNOW_NO_FACES =
      noClasses()
          .that()
          .resideInAPackage(ROOT + "ehr..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(ROOT + "face..", ROOT + "natives..", "org.opencv..")
          .because("the store keeps templates as opaque bytes and runs without OpenCV");

  @ArchTest
  static final ArchRule JAVAFX_STAYS_IN_THE_WINDOWS =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              ROOT + "app",
              ROOT + "app.demo",
              ROOT + "app.ui",
              ROOT + "app.desk",
              ROOT + "app.kiosk")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("javafx..", "atlantafx..", "org.kordamp..")
          .because("flows and the command line run where there is no display and no JavaFX");

  @ArchTest
  static final ArchRule ONLY_THE_VAULT_HOLDS_KEYS =
      sole(
          "ehr.vault",
          "the keys have one keeper",
          "com.google.crypto.tink..",
          "org.bouncycastle..");

  @ArchTest
  static final ArchRule ONLY_DB_SPEAKS_SQL =
      sole(
          "ehr.db",
          "sealed values have one way to the disk",
          "org.jdbi..",
          "java.sql..",
          "org.sqlite..");

  @ArchTest
  static final ArchRule ONLY_FHIR_SPEAKS_HAPI =
      sole("ehr.fhir", "hostile bundles have one way in", "ca.uhn.fhir..", "org.hl7.fhir..");

  @ArchTest
  static final ArchRule ONLY_TEMPLATE_USES_SMILE =
      sole("face.template", "the eigenfaces have one home", "smile..");

  private static ArchRule sole(String importer, String why, String... library) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(ROOT + importer)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because(why);
  }

  @ArchTest
  static final ArchRule RECORDS_DO_NOT_PRINT_THEMSELVES =
      classes()
          .that()
          .resideInAPackage(ROOT + "ehr.record")
          .and()
          .areRecords()
          .should(declareToString())
          .because("a record's own toString would carry a patient into logs and messages");

  private static ArchCondition<JavaClass> declareToString() {
    return new ArchCondition<>("declare toString in its source") {
      @Override
      public void check(JavaClass record, ConditionEvents events) {
        boolean own = ToStringProbe.isWritten(record.reflect());
        events.add(
            new SimpleConditionEvent(record, own, record.getName() + " prints its components"));
      }
    };
  }

  @ArchTest
  static final ArchRule NOBODY_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackages(ROOT + "app.cli", ROOT + "app.demo", ROOT + "app")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .because("what is printed cannot be kept free of patients; the log is");
}
