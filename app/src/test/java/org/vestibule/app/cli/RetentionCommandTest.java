package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention as it is typed, in a clinic where nothing is due: nobody is touched. */
class RetentionCommandTest {
  @TempDir Path folder;

  private Typed typed(String... args) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "an administrator's words\n");
    List<String> all =
        new ArrayList<>(
            List.of(
                "--json",
                "--data",
                folder.resolve("data").toString(),
                "--password-file",
                secret.toString()));
    all.addAll(List.of(args));
    return Typed.run(all.toArray(String[]::new));
  }

  @Test
  void nobodyNewIsDueAndEveryOptionIsCheckedFirst() throws IOException {
    String recovery = folder.resolve("recovery").toString();
    assertEquals(0, typed("init", "--clinic", "Lakeside", "--recovery-key-file", recovery).exit());
    Path bundle = folder.resolve("bundle.json");
    Files.writeString(
        bundle,
        """
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":
         {"resourceType":"Patient","id":"g","name":[{"family":"Gone","given":["Gil"]}],
          "gender":"male","birthDate":"1951-02-03"}}]}
        """);
    String number = typed("import", bundle.toString()).json().get(0).path("patient").asText();
    assertEquals(2, typed("retention", "--keep", "cellar=4").exit());
    assertEquals(1, typed("retention", "--keep", "contact=0").exit());
    assertEquals(6, typed("retention", "--keep", "contact=4").json().size());
    assertEquals(List.of(), typed("retention").json());
    assertEquals(0, typed("retention", "--clock-is-right").exit());
    String file = folder.resolve("old.archive").toString();
    assertEquals(2, typed("retention", "--dispose").exit());
    assertEquals(0, typed("retention", "--archive", file).exit());
    assertEquals(2, typed("retention", "--archive", file).exit());
    assertEquals(0, typed("show", "--patient", number).exit());
    Typed disposed = typed("retention", "--archive", file, "--dispose");
    assertEquals(0, disposed.exit(), disposed.err());
    assertEquals(0, disposed.json().get(0).path("disposed").asInt(-1));
    assertEquals(0, typed("show", "--patient", number).exit());
    assertEquals(0, typed("verify").exit());
    Path out = folder.resolve("out");
    Typed opened =
        typed("retention", "--open", file, "--out", out + "", "--recovery-key-file", recovery);
    assertEquals(0, opened.exit(), opened.err());
    assertEquals(0, opened.json().get(0).path("files").asInt(-1));
  }
}
