package org.vestibule.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Retention as it is typed, in a clinic where nothing is due: nobody is touched. */
class RetentionCommandTest {
  @TempDir Path folder;

  @Test
  void nobodyNewIsDueAndEveryOptionIsCheckedFirst() throws IOException {
    TypedClinic clinic = TypedClinic.init(folder);
    Path bundle = folder.resolve("bundle.json");
    Files.writeString(
        bundle,
        """
        {"resourceType":"Bundle","type":"collection","entry":[{"resource":
         {"resourceType":"Patient","id":"g","name":[{"family":"Gone","given":["Gil"]}],
          "gender":"male","birthDate":"1951-02-03"}}]}
        """);
    String number = clinic.run("import", bundle.toString()).json().get(0).path("patient").asText();
    assertEquals(2, clinic.run("retention", "--keep", "cellar=4").exit());
    assertEquals(2, clinic.run("retention", "--keep", "contact=0").exit());
    assertEquals(6, clinic.run("retention", "--keep", "contact=4").json().size());
    assertEquals(List.of(), clinic.run("retention").json());
    assertEquals(0, clinic.run("retention", "--clock-is-right").exit());
    String file = folder.resolve("old.archive").toString();
    assertEquals(2, clinic.run("retention", "--dispose").exit());
    assertEquals(0, clinic.run("retention", "--archive", file).exit());
    assertEquals(2, clinic.run("retention", "--archive", file).exit());
    assertEquals(0, clinic.run("show", "--patient", number).exit());
    Typed disposed = clinic.run("retention", "--archive", file, "--dispose");
    assertEquals(0, disposed.exit(), disposed.err());
    assertEquals(0, disposed.json().get(0).path("disposed").asInt(-1));
    assertEquals(0, clinic.run("show", "--patient", number).exit());
    assertEquals(0, clinic.run("verify").exit());
    Path out = folder.resolve("out");
    Typed opened =
        clinic.run(
            "retention",
            "--open",
            file,
            "--out",
            out + "",
            "--recovery-key-file",
            clinic.recoveryKey());
    assertEquals(0, opened.exit(), opened.err());
    assertEquals(0, opened.json().get(0).path("files").asInt(-1));
  }

  @Test
  void anArchiveAndABackupAreToldApart() throws IOException {
    TypedClinic clinic = TypedClinic.init(folder);
    String archive = folder.resolve("old.archive").toString();
    String backup = folder.resolve("clinic.backup").toString();
    assertEquals(0, clinic.run("retention", "--archive", archive).exit());
    assertEquals(0, clinic.run("backup", backup).exit());
    String[] key = {"--recovery-key-file", clinic.recoveryKey()};
    String out = folder.resolve("out").toString();
    Typed opened = clinic.run("retention", "--open", backup, "--out", out, key[0], key[1]);
    assertEquals(3, opened.exit());
    assertTrue(
        opened.err().contains("is a backup, not an archive: bring it back with restore"),
        opened.err());
    Typed restored = Typed.run("restore", archive, "--data", out, key[0], key[1]);
    assertEquals(3, restored.exit());
    assertTrue(
        restored.err().contains("is an archive, not a backup: open it with retention --open"),
        restored.err());
    assertFalse(Files.exists(folder.resolve("out")));
  }
}
