package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.ledger.LedgerEvent;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.vault.KeyScope;

/**
 * Prints how fast the store is beside a plain one ({@link PlainStore}), turn and turn about in one
 * run, so that whatever else the machine does slows both. Asserts results, never times.
 */
@Tag("measure")
class PlainRatioTest {
  private static final int PATIENTS = Integer.getInteger("speed.patients", 100_000);
  private static final int EVENTS = Integer.getInteger("speed.events", 1_000_000);
  private static final int TIMES = 1_000;
  private static final int WARM_UPS = 100;
  private static final int BATCH = 1_000;

  /** Openings after which Java compiles next to nothing any more. */
  private static final int COMPILING = 15_000;

  private static final Path PEER = Path.of("target", "peer", "sqlite-jdbc-3.40.1.0.jar");

  @TempDir Path folder;

  private final Random random = new Random(7);
  private final List<PatientId> ids = new ArrayList<>();

  private interface Work {
    void run(int turn) throws Exception;
  }

  @Test
  void besideAPlainStore() throws Exception {
    try (Created made = Clinic.create(folder.resolve("clinic"))) {
      Session session = made.session();
      People people = session.act(Purpose.FRONT_DESK).people();
      Charts charts = session.act(Purpose.TREATMENT).charts();
      PatientId first = people.register(person()).id();
      charts.put(first, Clinic.everyKind(first));
      PlainStore.Shape shape = shape();
      try (PlainStore plain = plain(shape)) {
        ids.add(first);
        plain.register(1);
        double[] bulk =
            turns(PATIENTS / BATCH, 0, turn -> registerBatch(session), t -> plain.register(BATCH));
        print("bulk, patients a second", BATCH / bulk[0]);
        print("bulk, plain, patients a second", BATCH / bulk[1]);
        print("bulk, of the plain rate", bulk[1] / bulk[0]);
        double[] single =
            turns(
                TIMES,
                WARM_UPS,
                turn -> ids.add(people.register(person()).id()),
                t -> plain.register(1));
        print("one patient a transaction, mean ms", single[0] * 1_000);
        print("one patient a transaction, plain, mean ms", single[1] * 1_000);
        print("one patient a transaction, of the plain rate (>= 0.5)", single[1] / single[0]);
        print("one patient a transaction, of the plain rate, p50", single[5] / single[4]);
        compareCharts(charts, plain);
        double[] opening =
            turns(TIMES, WARM_UPS, t -> openAll(session, t), turn -> readAll(session, turn));
        print("entries of a chart read, keys unwrapped, opened, p50 ms", opening[4] * 1_000);
        print("reading their patient alone, p50 ms", opening[5] * 1_000);
      }
      peer(shape);
    }
  }

  /** Of as many patients twice: as Java meets the work, and once it has compiled it. */
  private void compareCharts(Charts charts, PlainStore plain) throws Exception {
    for (int i = 1; i <= 2 * TIMES; i++) {
      charts.put(ids.get(i), Clinic.everyKind(ids.get(i)));
      plain.putChart(i);
    }
    printCharts("chart opened", charts, plain, 1);
    for (int i = 0; i < COMPILING; i++) {
      charts.open(ids.get(i % TIMES + 1));
      plain.openChart(i % TIMES + 1);
    }
    printCharts("chart opened, compiled", charts, plain, TIMES + 1);
  }

  private void printCharts(String what, Charts charts, PlainStore plain, int from)
      throws Exception {
    double[] chart =
        turns(
            TIMES,
            WARM_UPS,
            turn -> charts.open(ids.get(turn + from)),
            turn -> plain.openChart(turn + from));
    print(what + ", mean ms", chart[0] * 1_000);
    print(what + ", p99 ms", chart[2] * 1_000);
    print(what + ", plain read and one row committed, mean ms", chart[1] * 1_000);
    print(what + ", plain, p99 ms", chart[3] * 1_000);
    print(what + ", p99 as a multiple of plain (<= 1.5)", chart[2] / chart[3]);
    print(what + ", p50 ms", chart[4] * 1_000);
    print(what + ", plain, p50 ms", chart[5] * 1_000);
  }

  @Test
  void verifyOfManyEvents() {
    try (Created made = Clinic.create(folder.resolve("ledger"))) {
      Session session = made.session();
      PatientId patient = session.act(Purpose.FRONT_DESK).people().register(person()).id();
      long writing = System.nanoTime();
      for (int done = 0; done < EVENTS; done += 10_000) {
        append(session, patient, Math.min(10_000, EVENTS - done));
      }
      print("events appended a second, in large transactions", EVENTS / seconds(writing));
      Context context = session.act(Purpose.ADMINISTRATION).context();
      long ledger = System.nanoTime();
      assertEquals(List.of(), context.core().database().write(tx -> tx.audit().verify(List.of())));
      print("chain and tree of " + EVENTS + " events verified, s", seconds(ledger));
      long whole = System.nanoTime();
      VerifyReport report = session.act(Purpose.ADMINISTRATION).verify();
      assertEquals(List.of(), report.problems());
      print("verify of " + report.events() + " events, s (< 60)", seconds(whole));
    }
  }

  private static void append(Session session, PatientId patient, int count) {
    Context context = session.act(Purpose.TREATMENT).context();
    context
        .core()
        .database()
        .write(
            tx -> {
              for (int i = 0; i < count; i++) {
                AuditEvent event =
                    context.event(
                        Role.CLINICIAN,
                        context.now(),
                        AuditAction.CHART_OPENED,
                        Optional.of(patient),
                        "");
                context.append(tx, event, LedgerEvent.Outcome.DONE);
              }
              return null;
            });
  }

  private Patient person() {
    HumanName name = new HumanName("F" + random.nextInt(20_000), "G" + random.nextInt(3_000));
    return Patient.named(name, LocalDate.of(1930, 1, 1).plusDays(random.nextInt(30_000)))
        .phone("+91 " + (9_000_000_000L + random.nextInt(900_000_000)))
        .address("x".repeat(700))
        .build();
  }

  private void registerBatch(Session session) {
    Context context = session.act(Purpose.FRONT_DESK).context();
    context.write(
        Operation.REGISTER,
        KeyScope.INDEX,
        (tx, trail) -> {
          for (int i = 0; i < BATCH; i++) {
            ids.add(new Registration(context).register(tx, trail, person()).id());
          }
          return null;
        });
  }

  private void openAll(Session session, int turn) {
    Context context = session.act(Purpose.TREATMENT).context();
    UUID patient = ids.get(turn + 1).value();
    context
        .core()
        .database()
        .write(
            tx ->
                tx.entries().openAll(patient, KeyScope.DIRECTORY)
                    + tx.entries().openAll(patient, KeyScope.CLINICAL));
  }

  private void readAll(Session session, int turn) {
    Context context = session.act(Purpose.TREATMENT).context();
    context.core().database().write(tx -> tx.patients().exists(ids.get(turn + 1)));
  }

  /** Mean of ours and plain, p99 of both, p50 of both, in seconds. */
  private static double[] turns(int times, int warmUps, Work ours, Work plain) throws Exception {
    double[] a = new double[times];
    double[] b = new double[times];
    for (int i = -warmUps; i < times; i++) {
      int turn = Math.max(i, 0);
      a[turn] = timed(ours, turn);
      b[turn] = timed(plain, turn);
    }
    double meanA = Arrays.stream(a).average().orElseThrow();
    double meanB = Arrays.stream(b).average().orElseThrow();
    Arrays.sort(a);
    Arrays.sort(b);
    int p99 = times * 99 / 100;
    return new double[] {meanA, meanB, a[p99], b[p99], a[times / 2], b[times / 2]};
  }

  private static double timed(Work work, int turn) throws Exception {
    long start = System.nanoTime();
    work.run(turn);
    return seconds(start);
  }

  private Connection ours() throws Exception {
    return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("clinic/clinic.db"));
  }

  private List<String> schema() throws Exception {
    List<String> schema = new ArrayList<>();
    try (Connection connection = ours();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")) {
      while (rows.next()) {
        // Comments may hold semicolons, by which the peer parts the statements.
        schema.add(rows.getString(1).replaceAll("--[^\n]*", ""));
      }
    }
    return schema;
  }

  /** Of the first patient, who has a chart. */
  private PlainStore.Shape shape() throws Exception {
    return new PlainStore.Shape(
        length("SELECT max(length(directory_key)) FROM patient"),
        length("SELECT max(length(sealed)) FROM patient"),
        length("SELECT count(*) FROM lookup"),
        length("SELECT max(length(token)) FROM lookup"),
        length("SELECT min(length(sealed)) FROM manifest"),
        length("SELECT max(length(details)) FROM audit"),
        length("SELECT length(content) FROM meta WHERE name = 'ledger_state'"),
        length("SELECT count(*) FROM entry"),
        length("SELECT avg(length(sealed)) FROM entry"),
        length("SELECT max(length(sealed)) FROM manifest"),
        length("SELECT max(length(sealed)) FROM emergency_card"));
  }

  private int length(String sql) throws Exception {
    try (Connection connection = ours();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private PlainStore plain(PlainStore.Shape shape) throws Exception {
    return new PlainStore(
        "jdbc:sqlite:" + folder.resolve("plain.db") + "?jdbc.get_generated_keys=false",
        schema(),
        shape);
  }

  /** SQLCipher has the class names of the driver here, so it runs beside, not within. */
  private void peer(PlainStore.Shape shape) throws Exception {
    assumeTrue(
        Files.exists(PEER),
        "the SQLCipher driver is not in target/peer: run with the Maven profile measure");
    Path schema = folder.resolve("schema.sql");
    Files.writeString(schema, String.join(";\n", schema()));
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                Path.of("target", "test-classes") + ":" + PEER,
                PlainStore.class.getName(),
                "jdbc:sqlite:file:"
                    + folder.resolve("peer.db")
                    + "?cipher=sqlcipher&legacy=4&key=a%20bench%20has%20no%20secrets",
                schema.toString(),
                shape.words(),
                String.valueOf(PATIENTS),
                String.valueOf(TIMES))
            .redirectErrorStream(true)
            .start();
    // Handed on line by line: what a child writes by itself is lost on its way through Maven.
    process.inputReader().lines().forEach(System.out::println);
    if (!process.waitFor(20, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    assertEquals(0, process.exitValue());
    byte[] head = Arrays.copyOf(Files.readAllBytes(folder.resolve("peer.db")), 15);
    assertFalse(
        Arrays.equals(head, "SQLite format 3".getBytes(StandardCharsets.US_ASCII)),
        "the peer did not encrypt");
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void print(String what, double value) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    System.out.printf(Locale.ROOT, "SPEED %-60s %10.3f  (load %.1f)%n", what, value, load);
  }
}
