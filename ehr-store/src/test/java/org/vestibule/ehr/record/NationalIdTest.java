package org.vestibule.ehr.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Published examples of each scheme; never a real person's number. */
class NationalIdTest {
  private static final Map<NationalId, String> RIGHT =
      Map.of(
          // UIDAI's own test number.
          NationalId.AADHAAR, "9999 4105 7058",
          // NHS Data Dictionary.
          NationalId.NHS, "943 476 5919",
          // Skatteverket's test person Tolvan Tolvansson.
          NationalId.PERSONNUMMER, "19121212-1212",
          NationalId.CPF, "111.444.777-35",
          NationalId.DNI, "12345678-Z",
          NationalId.PESEL, "44051401359",
          NationalId.NIR, "2 55 08 14 168 025 38",
          // GB 11643-1999, annex.
          NationalId.RESIDENT_ID, "11010519491231002X");

  @Test
  void publishedExamplesAreRightAndOneWrongDigitIsFound() {
    RIGHT.forEach(
        (scheme, number) -> {
          assertTrue(scheme.isRight(number), scheme.name());
          int at = firstDigit(number, 3);
          char other = number.charAt(at) == '9' ? '0' : (char) (number.charAt(at) + 1);
          String wrong = number.substring(0, at) + other + number.substring(at + 1);
          assertFalse(scheme.isRight(wrong), scheme.name());
        });
  }

  private static int firstDigit(String text, int from) {
    int at = from;
    while (!Character.isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  @Test
  void verhoeffFindsEverySingleErrorAndEveryExchangeOfNeighbours() {
    String right = "999941057058";
    for (int i = 0; i < right.length(); i++) {
      for (char digit = '0'; digit <= '9'; digit++) {
        String other = right.substring(0, i) + digit + right.substring(i + 1);
        assertEquals(other.equals(right), NationalId.AADHAAR.isRight(other));
      }
      if (i > 0 && right.charAt(i) != right.charAt(i - 1)) {
        String swapped =
            right.substring(0, i - 1)
                + right.charAt(i)
                + right.charAt(i - 1)
                + right.substring(i + 1);
        assertFalse(NationalId.AADHAAR.isRight(swapped));
      }
    }
  }

  @Test
  void onlyWhatLooksLikeAKnownSchemeSeemsMistyped() {
    assertTrue(NationalId.seemsMistyped("9999 4105 7059"));
    assertFalse(NationalId.seemsMistyped("9999 4105 7058"));
    assertFalse(NationalId.seemsMistyped("ID-77"));
    assertFalse(NationalId.AADHAAR.isRight("1999 4105 7058"));
  }
}
