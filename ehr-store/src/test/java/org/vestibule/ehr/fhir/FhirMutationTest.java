package org.vestibule.ehr.fhir;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Hostile bundles by the thousand: whatever is done to one, reading it ends with a result or with
 * the one typed exception, and nothing out of the file gets into a message.
 */
class FhirMutationTest {
  private static final int ROUNDS = 10_000;

  private static final List<String> TOKENS =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "1e999999999",
          "true",
          "\"\\u0000\"",
          "\"resourceType\"",
          "[[[[",
          "{\"a\":{\"b\":",
          "\"DELETE\"",
          "\"Patient\"",
          "\"urn:uuid:1\"",
          "\"9999-99-99\"",
          "\"valueQuantity\":{\"value\":1}",
          "\"contained\":[{\"resourceType\":\"Patient\"}],");

  private static final String SEED =
      """
      {"resourceType":"Bundle","type":"transaction","entry":[
       {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"1",
        "name":[{"family":"CANARYNAME","given":["CANARYGIVEN"]}],"birthDate":"1948-03-14",
        "identifier":[{"system":"national-id","value":"CANARYID"}]},"request":{"method":"POST"}},
       {"resource":{"resourceType":"Observation","id":"2","status":"final",
        "code":{"text":"CANARYCODE"},"subject":{"reference":"urn:uuid:1"},
        "effectiveDateTime":"2026-11-03T09:00:00+05:30",
        "valueQuantity":{"value":134.0,"unit":"CANARYUNIT"}}},
       {"resource":{"resourceType":"AllergyIntolerance","id":"3","criticality":"high",
        "code":{"text":"CANARYSUBSTANCE"},"patient":{"reference":"Patient/1"}}},
       {"resource":{"resourceType":"DocumentReference","id":"4","status":"current",
        "date":"2026-11-03T09:00:00Z","subject":{"reference":"Patient/1"},
        "content":[{"attachment":{"contentType":"text/plain","data":"Q0FOQVJZ"}}]}}]}
      """;

  @Test
  void anyMutationEndsWellAndSaysNothing() {
    Random random = new Random(20261122);
    FhirImport fhir = new FhirImport();
    int read = 0;
    for (int i = 0; i < ROUNDS; i++) {
      byte[] json = SEED.getBytes(StandardCharsets.UTF_8);
      int changes = 1 + random.nextInt(3);
      for (int c = 0; c < changes; c++) {
        json = mutate(json, random);
      }
      try {
        ImportedBundle bundle = fhir.read(json, draft -> new Resolution.Person(draft.id()));
        assertFalse(bundle.problems().toString().contains("CANARY"), "round " + i);
        assertFalse(bundle.toString().contains("CANARY"));
        read++;
      } catch (FhirImportException e) {
        assertFalse(e.toString().contains("CANARY"), "round " + i);
      }
    }
    assertTrue(read > ROUNDS / 20, "only " + read + " mutations got past the JSON parser");
  }

  private static byte[] mutate(byte[] json, Random random) {
    int at = random.nextInt(json.length);
    int length = Math.min(random.nextInt(40), json.length - at);
    return switch (random.nextInt(5)) {
      case 0 -> flip(json, at, random);
      case 1 -> splice(json, at, length, new byte[0]);
      case 2 -> splice(json, at, 0, Arrays.copyOfRange(json, at, at + length));
      case 3 -> splice(json, value(json, at), 0, token(random));
      default -> replaceValue(json, at, token(random));
    };
  }

  private static byte[] flip(byte[] json, int at, Random random) {
    byte[] copy = json.clone();
    copy[at] ^= (byte) (1 << random.nextInt(8));
    return copy;
  }

  /** Where the next value begins: keeps the JSON whole more often. */
  private static int value(byte[] json, int from) {
    int at = from;
    while (at < json.length - 1 && json[at] != ':') {
      at++;
    }
    return at + 1;
  }

  private static byte[] replaceValue(byte[] json, int from, byte[] token) {
    int start = Math.min(value(json, from), json.length);
    int end = start;
    while (end < json.length && json[end] != ',' && json[end] != '}' && json[end] != ']') {
      end++;
    }
    return splice(json, start, end - start, token);
  }

  private static byte[] token(Random random) {
    return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] splice(byte[] json, int at, int drop, byte[] insert) {
    byte[] all = new byte[json.length - drop + insert.length];
    System.arraycopy(json, 0, all, 0, at);
    System.arraycopy(insert, 0, all, at, insert.length);
    System.arraycopy(json, at + drop, all, at + insert.length, json.length - at - drop);
    return all;
  }
}
