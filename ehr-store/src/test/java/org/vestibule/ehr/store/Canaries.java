package org.vestibule.ehr.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Code;
import org.vestibule.ehr.record.Criticality;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.ForeignResource;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Note;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/** Values planted in a store that must be found in no file. */
final class Canaries {
  static final String ADDRESS = "Kanarieveien 77, Longyearbyen";

  private static final String FAMILY = "Zwitscherling";
  private static final String GIVEN = "Philomela";
  private static final String BORN = "1933-12-07";
  private static final String PHONE = "+47 9081726354";
  private static final String MOTHER = "Nachtigallia";
  private static final String LANGUAGE = "x-birdsong";
  private static final String NUMBER = "KANARI-0815-";
  private static final String NATIONAL = "NID-4711-2222-";
  private static final String SUBSTANCE = "Vogelfutterprotein";
  private static final String REACTION = "federartiger Ausschlag";
  private static final String TITLE = "Singstunde";
  private static final String TEXT = "Die Patientin singt bei jeder Visite.";
  private static final String FILE_NAME = "gefieder-scan-0007.dcm";
  private static final String REASON = "Stimmbandkontrolle";
  private static final String DOCTOR = "Dr Federkiel";
  private static final String DOCUMENT = "Trillerpfeifenbefund";
  private static final String SENTENCE = "Das Zwerchfell schwingt in Terzen.";
  private static final String FOREIGN = "Nistkastenplan";

  private Canaries() {}

  static Patient patient(int seed) {
    return Patient.named(new HumanName(FAMILY, GIVEN), Clinic.day(BORN))
        .number(NUMBER + Integer.toHexString(seed))
        .phone(PHONE)
        .address(ADDRESS)
        .language(LANGUAGE)
        .mothersName(MOTHER)
        .identifiers(List.of(Identifier.nationalId(NATIONAL + Integer.toHexString(seed))))
        .build();
  }

  static Enrolment enrolment(Patient patient, int seed) {
    Enrolment random = Clinic.enrolment(patient, seed);
    return new Enrolment(
        patient,
        random.beside(),
        List.of(new FaceTemplate(Clinic.ENCODER, template()), Clinic.template(seed)),
        List.of(new ImageBytes(sample()), Clinic.picture(seed, 9_000)),
        Optional.of(new ImageBytes(photo())));
  }

  static List<ChartEntry> entries(PatientId p) {
    return List.of(
        new AllergyIntolerance(
            Id.random(), p, Code.of(SUBSTANCE), Criticality.HIGH, REACTION, Optional.empty()),
        new Note(
            Id.random(),
            p,
            Optional.empty(),
            Clinic.USER,
            Clinic.NOW,
            TITLE,
            TEXT + " " + FILE_NAME),
        new Appointment(
            Id.random(),
            p,
            Clinic.NOW,
            REASON,
            DOCTOR,
            AppointmentStatus.BOOKED,
            Optional.empty(),
            false),
        new ForeignResource(Id.random(), p, "CarePlan", "{\"title\":\"" + FOREIGN + "\"}"));
  }

  /** A text that nothing can make shorter, so that it would be found if it were anywhere. */
  static NewDocument document() {
    byte[] text = (SENTENCE + " " + TEXT).getBytes(StandardCharsets.UTF_8);
    return new NewDocument(DOCUMENT, () -> new ByteArrayInputStream(text));
  }

  /** The length of the document in bytes. */
  static int documentBytes() {
    return (SENTENCE + " " + TEXT).getBytes(StandardCharsets.UTF_8).length;
  }

  private static byte[] template() {
    return Clinic.template(4_711).bytes();
  }

  private static byte[] sample() {
    return Clinic.picture(4_712, 9_000).bytes();
  }

  private static byte[] photo() {
    return Clinic.picture(4_713, 20_000).bytes();
  }

  /** Everything to look for, by a name for the failure message: 22 values and the password. */
  static Map<String, byte[]> all() {
    Map<String, byte[]> all = new LinkedHashMap<>();
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
      for (String text :
          List.of(
              FAMILY, GIVEN, BORN, PHONE, MOTHER, LANGUAGE, NUMBER, NATIONAL, SUBSTANCE, REACTION,
              TITLE, TEXT, FILE_NAME, REASON, DOCTOR, FOREIGN, DOCUMENT, SENTENCE, ADDRESS)) {
        all.put(text + " in " + charset, text.getBytes(charset));
      }
      String password = new String(Clinic.password());
      all.put("the password in " + charset, password.getBytes(charset));
    }
    all.put("a template's bytes", middle(template()));
    all.put("a sample's bytes", middle(sample()));
    all.put("the photo's bytes", middle(photo()));
    return all;
  }

  private static byte[] middle(byte[] bytes) {
    return Arrays.copyOfRange(bytes, 500, 524);
  }

  /** Which of them are in which files under these folders, file names included. */
  static List<String> found(Path... folders) {
    List<String> found = new ArrayList<>();
    Map<String, byte[]> all = all();
    for (Path folder : folders) {
      for (Path file : files(folder)) {
        String content = read(file);
        all.forEach(
            (name, bytes) -> {
              if (content.contains(new String(bytes, StandardCharsets.ISO_8859_1))) {
                found.add(name + " in " + file);
              }
            });
      }
    }
    return found;
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure)
                throws IOException {
              // Journals and unpacked libraries come and go while the other process works.
              if (failure instanceof NoSuchFileException && !file.equals(folder)) {
                return FileVisitResult.CONTINUE;
              }
              throw failure;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String read(Path file) {
    try {
      return file.getFileName() + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
