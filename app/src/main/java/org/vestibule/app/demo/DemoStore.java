package org.vestibule.app.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Clinics;
import org.vestibule.app.flow.EnrolmentWork;
import org.vestibule.app.flow.EnrolmentWork.Enrolled;
import org.vestibule.app.flow.EnrolmentWork.NewPatient;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FrontDoor;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.EhrStore;
import org.vestibule.ehr.store.NewClinic;
import org.vestibule.ehr.store.StorePlace;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.pipeline.FaceSettings;

/**
 * The demo's encrypted store in a temporary folder, and the shipped pictures and clips beside it.
 * Everything in it is invented or public; it is deleted in the end.
 */
final class DemoStore implements AutoCloseable {
  private static final String USER = "r.menon";
  private static final String PASSWORD = "the demo clinic has no secrets";

  private final Path folder;
  private final Path data;
  private final Clock clock;

  DemoStore(Clock clock) throws IOException {
    this.clock = clock;
    this.folder = Files.createTempDirectory("vestibule-demo");
    this.data = folder.resolve("clinic");
  }

  /** Makes the vault and writes the invented patients into it. */
  void create() {
    NewClinic clinic = new NewClinic(DemoClinic.NAME, USER, PASSWORD.toCharArray());
    Created created = EhrStore.create(data, clinic);
    try (EhrStore store = created.store()) {
      created.recoveryKey().close();
      new DemoClinic(clock).fill(created.session());
      created.session().close();
    }
  }

  /** Enrols the first portrait, and a folder of people besides if one was named. */
  void enrol(Optional<Path> faces, PrintStream out) throws FlowException, IOException {
    Path portrait = Files.createDirectory(folder.resolve("portrait"));
    unpack("portraits/astronaut.png", portrait.resolve("astronaut.png"));
    try (ClinicWork work = clinics().work(USER, PASSWORD.toCharArray(), Optional.empty())) {
      Enrolled enrolled =
          work.enrolment()
              .enrol(
                  new EnrolmentWork.Request(
                      DemoClinic.ARRIVING,
                      Optional.empty(),
                      new SourceSpec.ImageFolder(portrait),
                      true));
      tell(out, enrolled);
      if (faces.isPresent()) {
        enrolFolders(work, faces.get(), out);
      }
    }
  }

  private static void enrolFolders(ClinicWork work, Path faces, PrintStream out)
      throws FlowException, IOException {
    int number = 0;
    try (DirectoryStream<Path> people = Files.newDirectoryStream(faces, Files::isDirectory)) {
      for (Path person : people) {
        number++;
        tell(
            out,
            work.enrolment()
                .enrol(
                    new EnrolmentWork.Request(
                        String.format(Locale.ROOT, "D-%04d", number),
                        Optional.of(
                            new NewPatient(
                                "Demo, Person " + number,
                                LocalDate.of(1960, 1, 1).plusDays(number))),
                        new SourceSpec.ImageFolder(person),
                        true)));
      }
    }
  }

  private static void tell(PrintStream out, Enrolled enrolled) {
    out.printf(
        Locale.ROOT,
        "%-11s %s, samples: %d%s%n",
        "enrolled",
        enrolled.patient(),
        enrolled.samples(),
        enrolled.trouble().map(words -> "; " + words).orElse(""));
  }

  /** Signs in as the receptionist would, and opens the door. */
  FrontDoor open() throws FlowException {
    return clinics().open(USER, PASSWORD.toCharArray(), Optional.empty());
  }

  private Clinics clinics() {
    return new Clinics(StorePlace.in(data), FaceSettings.defaults(), clock);
  }

  DemoStory.Clips clips() throws IOException {
    return new DemoStory.Clips(clip("arrival.avi"), clip("stranger.avi"), clip("return.avi"));
  }

  private Path clip(String name) throws IOException {
    Path file = folder.resolve(name);
    unpack(name, file);
    return file;
  }

  private static void unpack(String resource, Path to) throws IOException {
    try (InputStream in = DemoStore.class.getResourceAsStream(resource)) {
      Files.copy(in, to);
    }
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
