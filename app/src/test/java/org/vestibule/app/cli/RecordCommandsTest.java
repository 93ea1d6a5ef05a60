package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Commands on whole records, over one store with invented people. */
@TestMethodOrder(OrderAnnotation.class)
class RecordCommandsTest {
  @TempDir private static Path folder;

  private static TypedClinic clinic;

  private static String kamala;
  private static String other;

  @BeforeAll
  static void init() throws IOException {
    clinic = TypedClinic.init(folder);
    kamala = importing(bundle("Hegde", "1948-03-14", "MR-1", "Asthma")).get("patient").asText();
  }

  private static Typed run(String... args) {
    return clinic.run(args);
  }

  private static Path bundle(String family, String born, String number, String problem)
      throws IOException {
    String json =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "p",
            "identifier": [{"system": "urn:clinic", "value": "%s"}],
            "name": [{"family": "%s", "given": ["Kamala"]}], "birthDate": "%s"}},
          {"resource": {"resourceType": "Condition", "id": "c1", "code": {"text": "%s"},
            "subject": {"reference": "urn:uuid:1"}, "onsetDateTime": "2001-01-01"}}]}
        """
            .formatted(number, family, born, problem);
    return Files.writeString(folder.resolve(family + number + ".json"), json);
  }

  private static JsonNode importing(Path file) throws IOException {
    return run("import", file.toString()).json().get(0);
  }

  @Test
  @Order(1)
  void importingAgainSaysThatEverythingIsHereAlready() throws IOException {
    JsonNode again = importing(bundle("Hegde", "1948-03-14", "MR-1", "Asthma"));
    assertTrue(again.get("created").isEmpty());
    assertEquals(2, again.get("unchanged").asInt());
    assertEquals(kamala, again.get("patient").asText());
  }

  @Test
  @Order(2)
  void somebodyElseWithTheIdentifierWaitsUntilStaffSayWhoItIs() throws IOException {
    Path file = bundle("Iyer", "1990-01-01", "MR-1", "Migraine");
    assertEquals(1, run("import", file.toString()).exit());
    assertEquals(1, run("import", file.toString()).exit());
    Typed listed = run("review");
    assertEquals(1, listed.exit());
    assertEquals(1, listed.json().size(), "the same file waits once");
    JsonNode waiting = listed.json().get(0);
    assertEquals("Iyer, Kamala", waiting.get("name").asText());
    assertEquals(kamala, waiting.get("patient").asText());
    for (String decision : List.of("--same", "--separate", "--discard")) {
      Typed nobody = run("review", decision, "");
      assertEquals(2, nobody.exit(), "an empty id fits everybody");
      assertTrue(nobody.err().contains("(REV-2)"), nobody.err());
    }
    Typed taken = run("review", "--separate", waiting.get("review").asText().substring(0, 8));
    assertEquals(0, taken.exit(), taken.err());
    other = taken.json().get(0).get("patient").asText();
    assertTrue(!other.equals(kamala));
    assertEquals(0, run("review").exit());
    JsonNode again = importing(file);
    assertEquals(other, again.get("patient").asText(), "the decision is remembered");
    assertTrue(again.get("created").isEmpty());
    assertEquals(0, run("verify").exit());
  }

  @Test
  @Order(3)
  void mergedRecordsAreOneUntilTheyAreParted() throws IOException {
    Typed unsure = run("merge", "--patient", other, "--into", kamala);
    assertEquals(2, unsure.exit());
    assertTrue(unsure.err().contains("the two differ in "), unsure.err());
    assertEquals(0, run("merge", "--patient", other, "--into", kamala, "--yes").exit());
    JsonNode shown = run("show", "--patient", other).json().get(0);
    assertEquals(kamala, shown.get("patient").asText());
    assertTrue(shown.get("problems").toString().contains("Migraine"));
    assertTrue(shown.get("problems").toString().contains("Asthma"));
    Typed again = run("merge", "--patient", other, "--into", kamala);
    assertEquals(1, again.exit());
    assertTrue(again.err().contains("(REC-3)"), again.err());
    Typed itself = run("merge", "--patient", kamala, "--into", kamala.toLowerCase(Locale.ROOT));
    assertEquals(2, itself.exit());
    assertTrue(itself.err().contains("(REC-2)"), itself.err());
    assertEquals(0, run("unmerge", "--patient", other).exit());
    JsonNode parted = run("show", "--patient", other).json().get(0);
    assertEquals(other, parted.get("patient").asText());
    assertTrue(!parted.get("problems").toString().contains("Asthma"));
    assertEquals(1, run("unmerge", "--patient", other).exit());
    assertEquals(0, run("verify").exit());
  }

  @Test
  @Order(4)
  void historyNamesWhoWroteEachVersion() throws IOException {
    Typed history = run("history", "--patient", other);
    assertEquals(0, history.exit(), history.err());
    List<JsonNode> people =
        history.json().stream().filter(l -> l.get("type").asText().equals("Patient")).toList();
    assertTrue(people.size() >= 3, "registered, merged, parted");
    assertTrue(people.get(people.size() - 1).get("latest").asBoolean());
    assertTrue(history.json().stream().allMatch(l -> !l.get("by").asText().isEmpty()));
  }

  @Test
  @Order(5)
  void withdrawalWithoutAFaceStillGivesAReceipt() throws IOException {
    Typed receipt = run("consent", "--patient", kamala, "--withdraw");
    assertEquals(0, receipt.exit(), receipt.err());
    JsonNode line = receipt.json().get(0);
    assertEquals(0, line.get("templates").asInt());
    assertTrue(line.get("ledgerEvent").asLong() > 0);
    assertTrue(receipt.err().contains("no such consent left to take back"), receipt.err());
    assertEquals(0, run("consent", "--patient", kamala).exit());
    assertEquals(1, run("consent", "--patient", "nobody").exit());
  }

  @Test
  @Order(6)
  void erasingNamesEveryMergedRecordBeforeItDestroysThemAll() throws IOException {
    String reason = "one woman, two spellings";
    Typed merged = run("merge", "--patient", other, "--into", kamala, "--reason", reason, "--yes");
    assertEquals(0, merged.exit(), merged.err());
    Typed why = run("audit", "--patient", kamala, "--action", "records-merged");
    assertTrue(why.json().get(0).get("detail").asText().contains(reason), why.out());
    Set<String> named = new HashSet<>();
    Typed both = run("audit", "--action", "records-merged");
    both.json().forEach(line -> named.add(line.get("patient").asText()));
    assertEquals(Set.of(kamala, other), named, "each event names its own record");
    Typed asked = run("erase", "--patient", other);
    assertEquals(2, asked.exit());
    assertTrue(asked.err().contains("of this person: " + kamala + ", " + other + "."), asked.err());
    assertEquals(0, run("show", "--patient", other).exit());
    assertEquals(0, run("erase", "--patient", other, "--yes").exit());
    assertEquals(1, run("show", "--patient", other).exit());
    assertEquals(1, run("show", "--patient", kamala).exit());
    assertEquals(0, run("verify").exit());
  }
}
