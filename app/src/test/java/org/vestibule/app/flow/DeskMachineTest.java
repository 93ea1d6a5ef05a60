package org.vestibule.app.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Practitioner;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.record.Role;
import org.vestibule.ehr.store.Created;
import org.vestibule.ehr.store.Session;
import org.vestibule.ehr.store.StorePlace;

/** Lock, wipe and unlock of the desk over a real store, without windows, cameras or networks. */
class DeskMachineTest {
  private static final String OTHER = "d.nair";
  private static final String NUMBER = "V-004127";
  private static final Duration MOMENT = Duration.ofSeconds(1);

  @TempDir private Path folder;
  private final SettableClock clock = new SettableClock();
  private final QuietTimes times = QuietTimes.standard();
  private final List<String> faces = new CopyOnWriteArrayList<>();
  private final Lane flow = new Lane("flow");
  private final Lane store = new Lane("store");
  private Created clinic;
  private KioskKeys keys;
  private KioskMachine kiosk;
  private DeskMachine desk;

  @BeforeEach
  void open() throws FlowException {
    clinic = TestClinic.create(folder.resolve("clinic"));
    TestClinic.kamala(clinic.session(), clock.instant().plus(Duration.ofHours(1)));
    clinic
        .session()
        .act(Purpose.ADMINISTRATION)
        .keys()
        .addStaff(
            new Practitioner(OTHER, new HumanName("Nair", "Devi")),
            Set.of(Role.CLINICIAN),
            TestClinic.PASSWORD.toCharArray());
    keys = new KioskKeys(store, new Faces(), clinic.session().forKiosk());
    DeskRecords records = new DeskRecords(store, clock, ZoneOffset.UTC);
    DeskSignIn signIn = new DeskSignIn(clinic.store(), records, clock, times);
    desk =
        new DeskMachine(
            new DeskMachine.Parts(
                flow,
                clock,
                ZoneOffset.UTC,
                records,
                signIn,
                keys,
                new Door(),
                track -> Optional.empty(),
                new Adaptations(null, track -> List.of(), false)),
            new Registrations(
                store,
                null,
                null,
                clock,
                ZoneOffset.UTC,
                new Registrations.Watched(t -> Optional.empty(), t -> List.of())));
    kiosk =
        new KioskMachine(
            "Lakeside Clinic",
            flow,
            clock,
            new Reception(store, keys, ZoneOffset.UTC),
            desk.reports());
    desk.signedIn(clinic.session());
    flow.call(() -> null);
  }

  @AfterEach
  void close() {
    flow.close();
    store.close();
    clinic.recoveryKey().close();
    clinic.store().close();
  }

  private final class Faces implements KioskKeys.Faces {
    @Override
    public void load(Session session) {
      assertEquals(0, session.act(Purpose.FACE_RECOGNITION).faces().all().size());
      faces.add("loaded");
    }

    @Override
    public void forget() {
      faces.add("forgotten");
    }
  }

  private final class Door implements DeskMachine.Door {
    @Override
    public void shut() {
      kiosk.close(true);
    }

    @Override
    public void reopen() {
      kiosk.close(false);
    }

    @Override
    public void lookAnew() {
      faces.add("looked anew");
    }
  }

  private DeskView await(java.util.function.Predicate<DeskView> until) throws Exception {
    return TestClinic.await(desk.view(), until);
  }

  /** Lets time pass without anybody at the desk. */
  private void quiet(Duration time) throws FlowException {
    clock.pass(time);
    flow.call(
        () -> {
          desk.tick();
          kiosk.tick();
          return null;
        });
  }

  private void signIn(String user) throws FlowException {
    desk.unlock(user, TestClinic.PASSWORD.toCharArray(), Optional.empty());
  }

  private long entries(String what) throws FlowException {
    return desk.ledger(what).entries().size();
  }

  private void finishStore() throws FlowException {
    store.call(() -> null);
  }

  @Test
  void theSamePersonComesBackToTheChartAndTheHalfWrittenNote() throws Exception {
    desk.openChart(NUMBER, "phone call");
    desk.keepNote(NUMBER, "Coughs at ni");
    desk.keepNote("V-9", "no such chart is open");
    desk.lock();
    await(DeskView::locked);
    finishStore();
    assertFalse(clinic.session().clinicalUnlocked());
    assertFalse(keys.wiped(), "the kiosk runs on");
    for (FlowException refused :
        List.of(
            assertThrows(FlowException.class, () -> desk.openChart(NUMBER, "phone call")),
            assertThrows(FlowException.class, desk::comeBack))) {
      assertEquals(FlowException.Kind.LOCKED, refused.kind());
    }
    signIn(TestClinic.USER);
    long opened = entries("chart opened");
    DeskFlow.Left left = desk.comeBack();
    assertEquals(NUMBER, left.chart().orElseThrow().number());
    assertEquals(Map.of(NUMBER, "Coughs at ni"), left.notes());
    assertEquals(opened + 1, entries("chart opened"), "opening it anew is an event");
    assertEquals(1, entries("screen locked"));
    assertTrue(desk.comeBack().chart().isEmpty(), "once");

    desk.writeNote(NUMBER, "Coughs at night.");
    desk.lock();
    await(DeskView::locked);
    signIn(TestClinic.USER);
    assertEquals(Map.of(), desk.comeBack().notes(), "a written note is no half-written one");
  }

  @Test
  void anotherPersonSeesNothingOfTheFormerAndNeitherDoesTheFormerThen() throws Exception {
    desk.openChart(NUMBER, "phone call");
    desk.keepNote(NUMBER, "Coughs at ni");
    desk.lock();
    await(DeskView::locked);
    for (String user : List.of(OTHER, TestClinic.USER)) {
      signIn(user);
      DeskFlow.Left left = desk.comeBack();
      assertTrue(left.chart().isEmpty() && left.notes().isEmpty(), user);
      FlowException closed =
          assertThrows(FlowException.class, () -> desk.writeNote(NUMBER, "Mine?"));
      assertEquals("D-19", closed.code());
      desk.lock();
      await(DeskView::locked);
    }
  }

  @Test
  void fiveQuietMinutesLockTheScreenAndTouchesPutItOff() throws Exception {
    quiet(times.screen());
    assertFalse(desk.view().now().locked());
    desk.touched();
    quiet(times.screen());
    assertFalse(desk.view().now().locked());
    quiet(MOMENT);
    DeskView.Lock lock = await(DeskView::locked).lock().orElseThrow();
    assertEquals(Optional.of(times.screen()), lock.quiet());
    assertFalse(lock.wiped());
    signIn(TestClinic.USER);
    assertEquals("quiet", clinicAudit("SCREEN_LOCKED"));
  }

  private String clinicAudit(String action) throws FlowException {
    try (Session auditor =
        clinic.store().unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray())) {
      return auditor.act(Purpose.AUDIT).audit().latest(20).stream()
          .filter(event -> event.action().name().equals(action))
          .findFirst()
          .orElseThrow()
          .detail();
    }
  }

  @Test
  void twoQuietHoursWipeEveryKeyAndTheKioskStopsUntilSomebodySignsIn() throws Exception {
    desk.openChart(NUMBER, "phone call");
    desk.keepNote(NUMBER, "Coughs at ni");
    quiet(times.screen().plus(MOMENT));
    desk.touched(); // At a locked screen that may be anybody.
    quiet(times.keys().orElseThrow().minus(times.screen()));
    assertTrue(desk.view().now().lock().orElseThrow().wiped());
    assertTrue(keys.wiped());
    assertEquals(List.of("forgotten"), faces);
    finishStore();
    assertEquals(KioskView.State.CLOSED, kiosk.view().now().state());
    kiosk.withoutFace();
    quiet(MOMENT);
    assertEquals(KioskView.State.CLOSED, kiosk.view().now().state());

    signIn(TestClinic.USER);
    assertFalse(keys.wiped());
    assertEquals(List.of("forgotten", "loaded"), faces);
    assertEquals(KioskView.State.ATTRACT, kiosk.view().now().state());
    assertTrue(desk.comeBack().notes().isEmpty(), "wiping the keys ends what was left too");
    assertEquals(1, entries("keys wiped"));
    kiosk.withoutFace();
    flow.call(() -> null);
    assertEquals(KioskView.State.BORN, kiosk.view().now().state());
  }

  @Test
  void theKeysAreWipedByHandToo() throws Exception {
    desk.wipeKeys();
    DeskView view = await(v -> v.lock().filter(DeskView.Lock::wiped).isPresent());
    assertTrue(view.locked());
    assertEquals("Kiosk 1 stopped", view.status().kiosk());
    signIn(OTHER);
    assertEquals("Kiosk 1 ready", await(v -> !v.locked()).status().kiosk());
    assertEquals("by hand", clinicAudit("KEYS_WIPED"));
  }

  @Test
  void aFailedUnlockIsInTheLedgerAndOpensNothing() throws Exception {
    desk.lock();
    await(DeskView::locked);
    FlowException wrong =
        assertThrows(
            FlowException.class,
            () -> desk.unlock(TestClinic.USER, "wrong".toCharArray(), Optional.empty()));
    assertEquals("EHR-40", wrong.code());
    assertTrue(desk.view().now().locked());
    signIn(TestClinic.USER);
    assertEquals("", clinicAudit("UNLOCK_FAILED"));
  }

  @Test
  void theRecoveryKeyGivesTheFirstAdministratorANewPassword() throws Exception {
    desk.lock();
    await(DeskView::locked);
    char[] next = "a lamp in the door".toCharArray();
    desk.unlockWithRecoveryKey(clinic.recoveryKey().characters().clone(), next);
    assertEquals(0, next[0], "wiped");
    assertEquals(TestClinic.USER, await(v -> !v.locked()).staff().orElseThrow().user());
    assertEquals(1, entries("recovery key used"));
    desk.lock();
    await(DeskView::locked);
    assertThrows(FlowException.class, () -> signIn(TestClinic.USER));
    desk.unlock(TestClinic.USER, "a lamp in the door".toCharArray(), Optional.empty());
  }

  @Test
  void consentsAndEarlierVersionsAreThoseOfTheOpenChartOnly() throws Exception {
    FlowException closed = assertThrows(FlowException.class, () -> desk.record().consents(NUMBER));
    assertEquals("D-19", closed.code());
    desk.openChart(NUMBER, "phone call");
    assertTrue(desk.record().consents(NUMBER).isEmpty());
    List<DeskRecord.Version> before = desk.record().history(NUMBER);
    assertEquals(List.of("Patient", 1), List.of(before.get(0).type(), before.get(0).version()));
    var people = clinic.session().act(Purpose.FRONT_DESK).people();
    var kamala = people.byNumber(NUMBER).orElseThrow();
    people.update(kamala.change().phone("98450 22222").build());
    List<DeskRecord.Version> after = desk.record().history(NUMBER);
    assertEquals(List.of("98450 11347"), after.get(0).gone());
    assertEquals(List.of("98450 22222"), after.get(0).come());
    assertEquals(TestClinic.USER, after.get(0).by());
    assertFalse(after.get(1).latest());
    assertEquals(before.size() + 1, after.size());
  }

  @Test
  void aKeyFileMadeAtTheDeskIsNeededToUnlockUntilItIsEnded() throws Exception {
    Path file = folder.resolve("mine.key");
    DeskFactor factor = desk.people().factor();
    assertEquals(DeskFactor.Kind.NONE, factor.present());
    FlowException wrong =
        assertThrows(
            FlowException.class,
            () -> factor.makeKeyFile("wrong".toCharArray(), Optional.empty(), file));
    assertEquals(FlowException.Kind.LOCKED, wrong.kind());
    assertFalse(Files.exists(file), "no file that opens nothing");
    factor.makeKeyFile(TestClinic.PASSWORD.toCharArray(), Optional.empty(), file);
    assertEquals(DeskFactor.Kind.KEY, factor.present());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    desk.lock();
    await(DeskView::locked);
    assertThrows(FlowException.class, () -> signIn(TestClinic.USER));
    Optional<String> key = Optional.of(file.toString());
    desk.unlock(TestClinic.USER, TestClinic.PASSWORD.toCharArray(), key);
    factor.useNone(TestClinic.PASSWORD.toCharArray(), key);
    assertEquals(DeskFactor.Kind.NONE, factor.present());
    desk.lock();
    await(DeskView::locked);
    signIn(TestClinic.USER);
    assertEquals(2, entries("second factor set"));
  }

  @Test
  void thePictureOfNewCodesSaysWhatTheyAreAndAWrongCodeChangesNothing() throws Exception {
    DeskFactor factor = desk.people().factor();
    FactorWork.NewCodes codes = factor.newCodes();
    assertEquals(codes.uri(), read(codes.modules()));
    assertTrue(codes.uri().contains(codes.secret()));
    assertThrows(FlowException.class, () -> factor.useCodes(codes, "12345"));
    assertEquals(DeskFactor.Kind.NONE, factor.present());
  }

  /** Reads a QR code as another program would, from dark and light pixels. */
  private static String read(List<String> modules) throws Exception {
    int side = modules.size();
    int[] pixels = new int[side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = modules.get(i / side).charAt(i % side) == '#' ? 0xff000000 : 0xffffffff;
    }
    LuminanceSource picture = new RGBLuminanceSource(side, side, pixels);
    BinaryBitmap bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(picture));
    return new QRCodeReader()
        .decode(bitmap, Map.of(DecodeHintType.PURE_BARCODE, Boolean.TRUE))
        .getText();
  }

  @Test
  void anAdministratorBacksUpWhileTheDeskIsOpenAndNobodyElseDoes() throws Exception {
    assertTrue(desk.may(DeskRight.BACK_UP));
    assertEquals(Optional.empty(), desk.backup().last());
    Path file = folder.resolve("clinic.backup");
    assertEquals(1, desk.backup().write(file).files());
    assertTrue(desk.backup().last().isPresent());
    FlowException twice = assertThrows(FlowException.class, () -> desk.backup().write(file));
    assertEquals(FlowException.Kind.USAGE, twice.kind());
    Path elsewhere = folder.resolve("elsewhere");
    char[] key = clinic.recoveryKey().characters();
    assertTrue(
        Restores.restore(file, StorePlace.in(elsewhere), key, Optional.empty())
            .problems()
            .isEmpty());

    desk.lock();
    finishStore();
    signIn(OTHER);
    assertFalse(desk.may(DeskRight.BACK_UP));
    assertThrows(FlowException.class, () -> desk.backup().write(folder.resolve("other.backup")));
    assertFalse(Files.exists(folder.resolve("other.backup")));
  }
}
