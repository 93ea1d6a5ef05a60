package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vestibule.ehr.record.Purpose;

/** What cannot be understood is said in a sentence with a code, before anything is opened. */
class MisuseTest {
  @TempDir static Path folder;

  /** There is no clinic here: whatever opened one would say so, with another exit code. */
  private static Typed nowhere(List<String> typed) {
    List<String> all = new ArrayList<>(typed);
    all.addAll(List.of("--data", folder.resolve("none").toString()));
    return Typed.run(all.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "show | Add --patient ID: this command needs it. (CLI-40)",
        "merge --patient V-1 | Add --into ID: this command needs it. (CLI-40)",
        "show --patient | Add --patient ID: this command needs it. (CLI-40)",
        "attach --patient V-1 | Add FILE: this command needs it. (CLI-40)",
        "enrol --patient V-1 | Add one of these: --images DIR, --camera SRC. (CLI-40)",
        "show --patient V-1 --pateint V-2"
            + " | There is no option --pateint here: check how it is spelt. (CLI-41)",
        "show --patient V-1 more"
            + " | Nothing here takes the word more: leave it out, or quote it. (CLI-41)",
        "enrol --patient V-1 --images a --camera 0"
            + " | These exclude each other, give one of them: --images=DIR, --camera=SRC. (CLI-42)",
        "show --patient V-1 --patient V-2 | Give --patient only once. (CLI-42)",
        "start --lock-after soon"
            + " | --lock-after: 'soon' is no whole number that can be used. (CLI-42)",
        "detect a.png --distance far | --distance: 'far' is no number. (CLI-42)",
        "detect a.png --proposes guess | --proposes: 'guess' is none of deep, eigenface. (CLI-42)",
        "evaluate --faces a --encoder guess"
            + " | --encoder: 'guess' is none of deep, eigenface, dlib, sface, cnn, fused. (CLI-42)",
        "enrol --patient V-1 --images a --dob 14.3.58"
            + " | --dob: give the date as year, month and day, for example 1958-03-14. (DATE-1)",
        "staff | Say what: list, add, roles, remove, password or second-factor. (CLI-43)",
        "settings --set distance | Give --set as NAME=VALUE. (CLI-43)",
        "show --patient '' | --patient: give the patient's number. (CLI-44)",
        "enrol --images a --patient ' ' | --patient: give the patient's number. (CLI-44)",
        "emergency --reason unconscious --patient ''"
            + " | --patient: give the patient's number. (CLI-44)",
        "merge --patient V-1 --into '' | --into: give the patient's number. (CLI-44)",
        "enrol --patient V-1 --images a --new 'Novak, Anna' --dob 2999-01-01"
            + " | The date of birth is in the future: check the year. (ENR-5)",
      },
      quoteCharacter = '"')
  void isSaidInASentenceWithACode(String typed, String sentence) {
    Typed wrong = nowhere(words(typed));
    assertEquals(2, wrong.exit(), wrong.err());
    assertEquals(sentence, wrong.err().lines().findFirst().orElseThrow());
    assertEquals("", wrong.out());
  }

  @Test
  void theHelpIsNamedAndASuggestionMade() {
    Typed wrong = nowhere(List.of("verifi"));
    assertEquals(2, wrong.exit());
    assertTrue(wrong.err().contains("verify"), wrong.err());
    assertTrue(wrong.err().contains("See vestibule --help."), wrong.err());
    assertFalse(wrong.err().contains("Usage:"), wrong.err());
  }

  @Test
  void theHelpNamesEveryPurposeOfAConsent() {
    String help = nowhere(List.of("consent", "--help")).out();
    for (Purpose purpose : Purpose.values()) {
      assertTrue(help.contains(purpose.name().toLowerCase(Locale.ROOT)), purpose + help);
    }
  }

  @Test
  void aNumberThatSomebodyMayHaveIsNoMisuse() {
    Typed missing = nowhere(List.of("show", "--patient", "V-1", "--password-file", "none"));
    assertEquals(3, missing.exit(), missing.err());
  }

  /** As a shell would: words in single quotes are one. */
  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    var word = Pattern.compile("'([^']*)'|(\\S+)").matcher(line);
    while (word.find()) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    return words;
  }
}
