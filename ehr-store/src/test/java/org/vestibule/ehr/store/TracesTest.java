package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/**
 * What is destroyed is in no file any more, the database's log included, as soon as the call
 * returns: a sealed value that lies there could still be opened by whoever keeps an old key.
 */
class TracesTest {
  private static final String KEYS =
      "SELECT directory_key FROM patient UNION ALL SELECT clinical_key FROM patient";
  private static final String FACES = "SELECT sealed FROM face";

  @TempDir Path folder;

  private Created made;
  private PatientId maria;

  @BeforeEach
  void enrolled() {
    made = Clinic.create(folder);
    maria = care().faces().enrol(Canaries.enrolment(Canaries.patient(1), 1)).id();
    care().charts().put(maria, Canaries.entries(maria));
  }

  @AfterEach
  void close() {
    made.close();
  }

  @Test
  void ofSomebodyErasedNeitherKeysNorValues() throws Exception {
    List<byte[]> kept = present(KEYS + " UNION ALL SELECT sealed FROM entry UNION ALL " + FACES);
    administration().erasures().erase(maria);
    assertEquals(0, found(kept));
  }

  @Test
  void ofFacesWithoutConsent() throws Exception {
    List<byte[]> faces = present(FACES + " WHERE role <> 1");
    care().consents().withdraw(maria, Purpose.FACE_RECOGNITION);
    assertEquals(0, found(faces));
  }

  @Test
  void ofTemplatesThatWereRenewed() throws Exception {
    care().faces().enrol(Canaries.enrolment(Canaries.patient(2), 2));
    List<byte[]> templates = present(FACES + " WHERE role = 2");
    Faces faces = administration().faces();
    Map<PatientId, List<FaceTemplate>> renewed = new HashMap<>();
    faces.all().forEach(face -> renewed.put(face.patient(), turned(face.templates())));
    faces.renew(Optional.empty(), new FaceModel("key-1", new byte[32], Set.of()), renewed);
    assertEquals(0, found(templates));
  }

  private static List<FaceTemplate> turned(List<FaceTemplate> templates) {
    return templates.stream()
        .map(own -> new FaceTemplate(own.encoder(), new byte[own.bytes().length]))
        .toList();
  }

  @Test
  void ofKeysWrappedByKeysThatWereRotatedOut() throws Exception {
    List<byte[]> keys = present(KEYS);
    administration().keys().startRotation();
    administration().keys().rotate(done -> {});
    assertEquals(0, found(keys));
  }

  @Test
  void evenIfThePowerFailedBetween() throws Exception {
    List<byte[]> keys = present(KEYS);
    Path copy = folder.resolveSibling(folder.getFileName() + "-after");
    try (Connection reader = connection();
        Statement older = reader.createStatement()) {
      // Somebody reads an older moment, so that the log cannot be cut.
      reader.setAutoCommit(false);
      older.executeQuery("SELECT count(*) FROM patient").close();
      administration().erasures().erase(maria);
      assertTrue(found(keys) > 0, "the log holds what the reader sees");
      copy(copy);
    }
    care().people().register(Clinic.maria());
    assertEquals(0, found(keys), "by the next transaction");
    try (EhrStore store = Clinic.open(copy)) {
      Clinic.unlock(store);
      assertEquals(0, found(copy, keys), "by the next unlock");
    }
  }

  private Access care() {
    return made.session().act(Purpose.TREATMENT);
  }

  private Access administration() {
    return made.session().act(Purpose.ADMINISTRATION);
  }

  private List<byte[]> present(String sql) throws Exception {
    List<byte[]> values = new ArrayList<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getBytes(1));
      }
    }
    assertTrue(values.size() >= 2);
    assertEquals(values.size(), found(values), "what is there is found");
    return values;
  }

  private Connection connection() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("clinic.db"));
  }

  private int found(List<byte[]> values) throws IOException {
    return found(folder, values);
  }

  /** Of each value its last bytes: a long one is kept in pieces of a page. */
  private static int found(Path folder, List<byte[]> values) throws IOException {
    List<String> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.add(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
      }
    }
    int found = 0;
    for (byte[] value : values) {
      int from = Math.max(0, value.length - 24);
      String end = new String(value, from, value.length - from, StandardCharsets.ISO_8859_1);
      found += files.stream().anyMatch(file -> file.contains(end)) ? 1 : 0;
    }
    return found;
  }

  private void copy(Path to) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path from : all.toList()) {
        Files.copy(from, to.resolve(folder.relativize(from)));
      }
    }
  }
}
