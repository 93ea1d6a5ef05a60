package org.vestibule.app.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.Clinics;
import org.vestibule.app.flow.DoorSettings;
import org.vestibule.app.flow.FaceTools;
import org.vestibule.app.flow.FlowException;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.app.flow.Models;
import org.vestibule.app.flow.QuietTimes;
import org.vestibule.ehr.store.StorePlace;
import org.vestibule.face.pipeline.FaceSettings;
import picocli.CommandLine.Option;

/** The options every command takes, before or after its name. */
final class Globals {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "The data folder (default: .vestibule in the home folder).",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Path data = Path.of(System.getProperty("user.home"), ".vestibule");

  @Option(
      names = "--store",
      paramLabel = "JDBC-URL",
      description =
          "A PostgreSQL server that several machines share (jdbc:postgresql://HOST/DATABASE?…);"
              + " --data is then the folder of documents' files, which they share too.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<String> store = Optional.empty();

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description = "Who signs in (default: the first administrator).",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<String> user = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Reads the password from the file's first line instead of asking for it.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<Path> passwordFile = Optional.empty();

  @Option(
      names = "--second-factor",
      paramLabel = "CODE|FILE|pkcs11:LIB[:SLOT]#LABEL",
      description = "The second factor, for whoever has one set up.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<String> secondFactor = Optional.empty();

  @Option(
      names = "--pin-file",
      paramLabel = "FILE",
      description = "Reads the PIN of a PKCS#11 token from the file's first line.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<Path> pinFile = Optional.empty();

  @Option(
      names = "--json",
      description = "One JSON object a line on standard output; messages on standard error.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private boolean json;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Makes what chance plays a part in repeatable (default: 1).",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private long seed = 1;

  @Option(
      names = "--detector",
      paramLabel = "dnn|haar|yunet",
      description =
          "Which detector finds faces (default: dnn); yunet when its file is supplied, see models.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private FaceSettings.Detector detector = FaceSettings.Detector.DNN;

  @Option(
      names = "--proposes",
      paramLabel = "deep|eigenface",
      description = "Which encoder proposes who it is (default: deep).",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private FaceSettings.Encoder encoder = FaceSettings.Encoder.DEEP;

  @Option(
      names = "--no-adaptation",
      description = "Never lets a sample of a confirmed visit replace an enrolment sample.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private boolean noAdaptation;

  @Option(
      names = "--min-face",
      paramLabel = "PX",
      description = "Height of the smallest face looked at, from 24 (default: detect 24, else 60).",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<Integer> minimumFace = Optional.empty();

  @Option(
      names = "--distance",
      paramLabel = "M",
      description = "How far away a face may be, in metres (default: as far as it can be seen).",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<Double> distance = Optional.empty();

  @Option(
      names = "--field-of-view",
      paramLabel = "DEG",
      description = "What the camera sees from left to right, for --distance (default: 60).",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<Double> fieldOfView = Optional.empty();

  @Option(
      names = "--pad",
      negatable = true,
      description = "Asks faces to blink or turn, so that a picture is not taken for a person.",
      scope = picocli.CommandLine.ScopeType.INHERIT)
  private Optional<Boolean> challenge = Optional.empty();

  private Terminal terminal = Terminal.system();
  private Clock clock = Clock.systemDefaultZone();

  /** Puts other means of printing and telling the time in place. */
  void use(Terminal other, Clock otherClock) {
    terminal = other;
    clock = otherClock;
  }

  Terminal terminal() {
    return terminal;
  }

  Path data() {
    return data;
  }

  boolean json() {
    return json;
  }

  long seed() {
    return seed;
  }

  Optional<String> user() {
    return user;
  }

  Clock clock() {
    return clock;
  }

  /**
   * @throws FlowException when a number is out of range
   */
  FaceSettings settings() throws FlowException {
    return settings(FaceSettings.defaults().minimumFaceHeight());
  }

  /**
   * @param usualMinimum face height where the command line names none, pixels
   * @throws FlowException when a number is out of range
   */
  FaceSettings settings(int usualMinimum) throws FlowException {
    try {
      return said()
          .over(
              FaceSettings.defaults()
                  .with(detector)
                  .with(encoder)
                  .withAdaptation(!noAdaptation)
                  .withMinimumFaceHeight(usualMinimum));
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          Kind.USAGE,
          "CLI-5",
          "Give --min-face 24 to 1000, --distance 0.2 to 50 and --field-of-view 20 to 150.",
          e);
    }
  }

  /** What the command line says, which goes before the clinic's settings. */
  private DoorSettings said() {
    return new DoorSettings(minimumFace, distance, fieldOfView, challenge);
  }

  /** Loads the networks, with the models that the clinic supplies. */
  FaceTools faceTools(FaceSettings settings) throws FlowException {
    return FaceTools.open(settings, Models.of(data));
  }

  /** Prints a result: with --json the object, else the words. */
  void print(JsonLine line, String words) {
    terminal.out().println(json ? line.toString() : words);
  }

  /** A file's name for the terminal, which would obey control characters. */
  static String shown(Object name) {
    return name.toString().replaceAll("\\p{Cntrl}", "?");
  }

  /** Prints what is the matter with a file. */
  void tell(Object file, FlowException why) {
    tell(shown(file) + ": " + why.getMessage() + " (" + why.code() + ")");
  }

  /** Prints a message for a person. */
  void tell(String sentence) {
    terminal.err().println(sentence);
  }

  Clinics clinics() throws FlowException {
    return clinics(QuietTimes.standard());
  }

  /**
   * As above.
   *
   * @param times when the desk locks by itself
   */
  Clinics clinics(QuietTimes times) throws FlowException {
    return new Clinics(place(), settings(), said(), clock, times);
  }

  StorePlace place() throws FlowException {
    try {
      return new StorePlace(data, store);
    } catch (IllegalArgumentException e) {
      throw new FlowException(
          Kind.USAGE, "CLI-1", "--store takes a URL such as jdbc:postgresql://server/clinic.");
    }
  }

  /**
   * Opens the clinic for work on the command line.
   *
   * @param faces whether the networks will be needed: they load while the password is stretched
   */
  ClinicWork work(boolean faces) throws FlowException {
    Clinics clinics = clinics();
    try {
      if (faces) {
        clinics.warmUp();
      }
      String who = who(clinics);
      ClinicWork work = clinics.work(who, password("Password of " + who), secondFactor());
      Logs.into(data);
      work.notices().forEach(this::tell);
      return work;
    } catch (FlowException e) {
      clinics.close();
      throw e;
    }
  }

  /** Who signs in. */
  String who(Clinics clinics) throws FlowException {
    return user.isPresent() ? user.get() : clinics.defaultUser();
  }

  /** What was given beside the password. */
  Optional<String> secondFactor() throws FlowException {
    if (secondFactor.isPresent() && secondFactor.get().startsWith("pkcs11:")) {
      secondFactor = Optional.of(withPin(secondFactor.get()));
    }
    return secondFactor;
  }

  /** A token's name with its PIN, from the file or the terminal unless it says where that is. */
  String withPin(String token) throws FlowException {
    if (token.contains("?")) {
      return token;
    }
    if (pinFile.isPresent()) {
      return token + "?pin-source=" + pinFile.get();
    }
    char[] pin =
        terminal
            .secret("PIN of the token")
            .orElseThrow(
                () ->
                    new FlowException(
                        Kind.USAGE,
                        "CLI-26",
                        "There is no terminal to ask for the token's PIN: use --pin-file."));
    try {
      return token + "?pin-value=" + new String(pin);
    } finally {
      Arrays.fill(pin, '\0');
    }
  }

  /** A new password from a file, or typed twice. The caller wipes it. */
  char[] newPassword(Optional<Path> file) throws FlowException {
    if (file.isPresent()) {
      return read(file.get());
    }
    Optional<char[]> first = terminal.secret("New password");
    Optional<char[]> again = first.isEmpty() ? first : terminal.secret("The same again");
    if (first.isEmpty() || again.isEmpty()) {
      throw new FlowException(
          Kind.USAGE,
          "CLI-2",
          "There is no terminal to ask for the password: use --new-password-file.");
    }
    boolean same = Arrays.equals(first.get(), again.get());
    Arrays.fill(again.get(), '\0');
    if (!same) {
      Arrays.fill(first.get(), '\0');
      throw new FlowException(
          Kind.USAGE, "CLI-5", "The two passwords differ: nothing was changed.");
    }
    return first.get();
  }

  /** The password from the file, if one was named. The caller wipes it. */
  Optional<char[]> passwordFromFile() throws FlowException {
    return passwordFile.isEmpty() ? Optional.empty() : Optional.of(read(passwordFile.get()));
  }

  /** The password from the file or the terminal. The caller wipes it. */
  char[] password(String question) throws FlowException {
    Optional<char[]> given = passwordFromFile();
    if (given.isEmpty()) {
      given = terminal.secret(question);
    }
    return given.orElseThrow(
        () ->
            new FlowException(
                Kind.USAGE,
                "CLI-2",
                "There is no terminal to ask for the password: use --password-file."));
  }

  /** The first line of a file with a secret. The caller wipes it. */
  static char[] read(Path file) throws FlowException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new FlowException(
          Kind.UNREADABLE, "CLI-3", "The file with the secret is not there: check its name.", e);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE,
          "CLI-4",
          "The file with the secret cannot be read: check its rights.",
          e);
    }
    var decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    int length = 0;
    while (length < decoded.length()
        && decoded.charAt(length) != '\n'
        && decoded.charAt(length) != '\r') {
      length++;
    }
    char[] password = new char[length];
    decoded.get(password);
    Arrays.fill(bytes, (byte) 0);
    Arrays.fill(decoded.array(), '\0');
    return password;
  }
}
