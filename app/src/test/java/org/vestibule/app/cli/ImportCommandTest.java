package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What import says and takes of files that are partly or wholly not to be taken. */
class ImportCommandTest {
  @TempDir private static Path folder;

  private static TypedClinic clinic;

  @BeforeAll
  static void init() throws IOException {
    clinic = TypedClinic.init(folder);
  }

  private static Typed run(String... args) {
    return clinic.run(args);
  }

  private static Typed importing(String name, String... resources) throws IOException {
    StringBuilder json = new StringBuilder();
    for (String resource : resources) {
      json.append(json.isEmpty() ? "" : ",").append("{\"resource\":").append(resource).append('}');
    }
    Path file = folder.resolve(name + ".json");
    Files.writeString(
        file, "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + json + "]}");
    return run("import", file.toString());
  }

  private static String person(String id, String family, String born, String number) {
    return """
    {"resourceType": "Patient", "id": "%s", "birthDate": "%s",
     "name": [{"family": "%s", "given": ["Zed"]}],
     "identifier": [{"system": "urn:clinic", "value": "%s"}]}
    """
        .formatted(id, born, family, number);
  }

  private static String allergy(String id, String patient, String substance) {
    return """
    {"resourceType": "AllergyIntolerance", "id": "%s", "code": {"text": "%s"},
     "patient": {"reference": "Patient/%s"}}
    """
        .formatted(id, substance, patient);
  }

  @Test
  void aPatientWhoStandsTwiceInAFileIsOne() throws IOException {
    String person = person("d1", "Dupfam", "1970-01-02", "D1");
    String allergy = allergy("a1", "d1", "Penicillin");
    Typed typed = importing("dup", person, person, allergy, allergy);
    assertEquals(0, typed.exit(), typed.out() + typed.err());
    assertEquals(1, typed.json().size());
    JsonNode line = typed.json().get(0);
    assertEquals("{\"AllergyIntolerance\":1,\"Patient\":1}", line.get("created").toString());
    assertEquals("[]", line.get("problems").toString());
    JsonNode chart = run("show", "--patient", line.get("patient").asText()).json().get(0);
    assertTrue(chart.get("allergies").toString().contains("Penicillin"));
  }

  @Test
  void ofTwoPeopleWithOneIdentifierTheSecondWaitsAndTheRestIsTaken() throws IOException {
    Typed typed =
        importing(
            "clash",
            person("c1", "First", "1970-01-02", "C-1"),
            person("c2", "Second", "1971-01-02", "c1"),
            person("c3", "Third", "1972-01-02", "C3"),
            allergy("a1", "c2", "Latex"));
    assertEquals(1, typed.exit());
    assertEquals(2, typed.json().size());
    JsonNode line = typed.json().get(0);
    assertEquals("{\"AllergyIntolerance\":1,\"Patient\":1}", line.get("skipped").toString());
    String problems = line.get("problems").toString();
    assertTrue(problems.contains("clash.json: Bundle.entry[1].resource.identifier:"), problems);
    assertTrue(problems.contains("clash.json: Bundle.entry[3].resource.patient:"), problems);
    JsonNode waiting = run("review").json().get(0);
    assertEquals("Second, Zed", waiting.get("name").asText());
    assertEquals(line.get("patient").asText(), waiting.get("patient").asText());
    String review = waiting.get("review").asText();
    JsonNode second = run("review", "--separate", review).json().get(0);
    JsonNode chart = run("show", "--patient", second.get("patient").asText()).json().get(0);
    assertEquals("Zed Second", chart.get("name").asText());
    assertTrue(chart.get("allergies").toString().contains("Latex"));
  }

  @Test
  void whoCannotBeStoredIsNamedByPathAndTheOthersAreTaken() throws IOException {
    Typed typed =
        importing(
            "future",
            person("f1", "Sooner", "1970-01-02", "F1"),
            person("f2", "Later", "2999-01-01", "F2"),
            person("f3", "Hidden\\u202e", "1970-01-02", "F3"),
            allergy("a1", "f2", "Latex"));
    assertEquals(1, typed.exit());
    assertEquals(1, typed.json().size());
    JsonNode line = typed.json().get(0);
    assertEquals("{\"Patient\":1}", line.get("created").toString());
    assertEquals("{\"AllergyIntolerance\":1,\"Patient\":2}", line.get("skipped").toString());
    assertEquals(
        List.of(
            "future.json: Bundle.entry[1].resource.birthDate: The date of birth is in the future:"
                + " check the year.",
            "future.json: Bundle.entry[2].resource.name: A name or number holds characters that"
                + " cannot be seen: type it by hand.",
            "future.json: Bundle.entry[3].resource.patient: The patient it is about was not taken,"
                + " so it was left out too."),
        new ArrayList<>(texts(line.get("problems"))));
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(node -> texts.add(node.asText()));
    return texts;
  }

  @Test
  void aFileOfWhichNothingIsTakenIsAFailedCheck() throws IOException {
    for (Typed typed :
        List.of(importing("empty"), importing("refused", person("r1", "R", "2999-01-01", "R1")))) {
      assertEquals(1, typed.exit());
      assertEquals(1, typed.json().size());
      assertTrue(typed.json().get(0).get("patient").isNull());
    }
    assertEquals(3, run("import", folder.resolve("nowhere.json").toString()).exit());
  }

  @Test
  void practitionersWithoutAPatientAreKeptAndListedOnce() throws IOException {
    String doctor =
        "{\"resourceType\":\"Practitioner\",\"id\":\"1\",\"name\":[{\"family\":\"Rao\"}]}";
    assertEquals(
        "{\"Practitioner\":1}", importing("staff", doctor).json().get(0).get("created").toString());
    Typed again = importing("staff", doctor);
    assertEquals(0, again.exit());
    assertEquals(1, again.json().get(0).get("unchanged").asInt());
    List<JsonNode> listed = run("practitioners").json();
    assertEquals(1, listed.size());
    assertEquals("Rao", listed.get(0).get("name").asText());
    assertEquals(1, listed.get(0).get("version").asInt());
    String bundle = run("practitioners", "--bundle").out();
    assertTrue(bundle.contains(doctor), bundle);
    assertEquals(0, run("verify").exit());
  }

  @Test
  void bloodPressureIsReadOutAsCliniciansWriteItAndWhatHasNoDateSaysSo() throws IOException {
    String pressure =
        """
        {"resourceType": "Observation", "id": "o1", "status": "final",
         "code": {"text": "Blood pressure"}, "subject": {"reference": "Patient/b1"},
         "component": [
           {"code": {"coding": [{"system": "http://loinc.org", "code": "8462-4"}]},
            "valueQuantity": {"value": 86.44305537931304, "code": "mm[Hg]"}},
           {"code": {"coding": [{"system": "http://loinc.org", "code": "8480-6"}]},
            "valueQuantity": {"value": 129.75969944651848, "code": "mm[Hg]"}}]}
        """;
    String visit =
        """
        {"resourceType": "Encounter", "id": "e1", "status": "finished",
         "subject": {"reference": "Patient/b1"}}
        """;
    Typed typed = importing("pressure", person("b1", "Bee", "1970-01-02", "B1"), pressure, visit);
    assertEquals(0, typed.exit(), typed.out());
    String number = typed.json().get(0).get("patient").asText();
    JsonNode chart = run("show", "--patient", number).json().get(0);
    assertEquals("130/86", chart.get("results").get(0).get("value").asText());
    List<String> days = new ArrayList<>();
    chart.get("timeline").forEach(entry -> days.add(entry.get("day").asText()));
    assertEquals(List.of("Date unknown", "Date unknown"), days);
    String exported = run("export", "--patient", number).out();
    assertTrue(exported.contains("86.44305537931304"));
    assertTrue(!exported.contains("effectiveDateTime"));
  }
}
