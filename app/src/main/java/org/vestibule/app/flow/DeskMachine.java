package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.DeskView.TrackBox;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.store.Session;
import org.vestibule.face.pipeline.FaceEvent;
import org.vestibule.face.pipeline.TrackView;

/** The desk's flow: what staff do, on the records first and then on the board. */
final class DeskMachine implements DeskFlow {
  private static final Logger LOG = LoggerFactory.getLogger(DeskMachine.class);
  private static final Duration LATER = Duration.ofMinutes(2);

  private final Lane flow;
  private final InstantSource clock;
  private final DeskRecords records;
  private final DeskSignIn signIn;
  private final KioskKeys keys;
  private final Door door;
  private final DeskShutter shutter;
  private final Board board;
  private final KioskAtDesk kiosk;
  private final DeskScreen screen;
  private final DeskAlerts alerts;
  private final DeskQueueWork queue;
  private final DeskCharts charts;
  private final DeskPeople people;
  private final DeskRecord record;
  private final DeskIdentity identity;
  private final DeskLedger ledger;
  private final DeskBackup backup;
  private final Registrations registrations;
  private final Published<DeskView> view;
  private final Published<List<TrackBox>> boxes = new Published<>(List.of());
  private boolean cameraLive;

  DeskMachine(Parts parts, Registrations registrations) {
    this.flow = parts.flow();
    this.clock = parts.clock();
    this.records = parts.records();
    this.signIn = parts.signIn();
    this.keys = parts.keys();
    this.door = parts.door();
    this.registrations = registrations;
    this.board = new Board(flow, clock, parts.zone(), records, parts.pictures(), this::publish);
    this.kiosk = new KioskAtDesk(board, records, this::publish);
    this.alerts = new DeskAlerts(flow, records, clock, this::publish);
    this.screen = new DeskScreen(board, kiosk, parts.zone(), parts.pictures());
    this.queue =
        new DeskQueueWork(flow, board, records, signIn, clock, parts.zone(), parts.adaptations());
    this.charts = new DeskCharts(records, clock, parts.zone());
    this.shutter = new DeskShutter(flow, records, signIn, keys, door, board, alerts, charts);
    this.people = new DeskPeopleWork(records, signIn.clinic());
    this.record =
        new DeskRecordWork(
            records,
            charts,
            registrations,
            this::faceGone,
            new DeskRecordWork.Place(signIn.clinic(), clock, parts.zone()));
    this.identity =
        new DeskIdentityWork(
            records, new IdentityFollowed(flow, registrations, keys, door, board, alerts));
    this.ledger = new DeskLedger(records, clock, parts.zone());
    this.backup = new DeskBackupWork(records, () -> flow.execute(alerts::refresh));
    this.view = new Published<>(snapshot());
  }

  /** What the desk is made of. */
  record Parts(
      Lane flow,
      InstantSource clock,
      ZoneId zone,
      DeskRecords records,
      DeskSignIn signIn,
      KioskKeys keys,
      Door door,
      IntFunction<Optional<byte[]>> pictures,
      Adaptations adaptations) {}

  /** The rest of the front door, told on the flow thread. */
  interface Door {
    /** The keys are wiped: nothing is looked at and nobody is served. */
    void shut();

    /** There are keys again. */
    void reopen();

    /** Somebody's face is to be forgotten: everybody at the door is looked at anew. */
    void lookAnew();
  }

  /** What the kiosk reports to. */
  KioskReports reports() {
    return kiosk;
  }

  @Override
  public Published<DeskView> view() {
    return view;
  }

  @Override
  public Published<List<TrackBox>> boxes() {
    return boxes;
  }

  /** What the camera saw. Flow thread. */
  void happened(FaceEvent event, Optional<String> eigenfaces) {
    board.happened(event, eigenfaces);
  }

  /** The faces of a frame. Flow thread. */
  void see(List<TrackView> tracks, int width, int height) {
    boxes.publish(records.locked() ? List.of() : screen.boxes(tracks, width, height));
  }

  /** Whether there is a live picture. Flow thread. */
  void camera(boolean live) {
    cameraLive = live;
    if (!live) {
      boxes.publish(List.of());
    }
    publish();
  }

  /** Lets time pass. Flow thread. */
  void tick() {
    shutter.tick();
    board.tick();
  }

  /** Another machine changed the day. Flow thread. */
  void dayChanged() {
    board.refreshDay();
  }

  /** Another machine wrote something that waits for a decision, or decided it. Flow thread. */
  void alerted() {
    alerts.refresh();
  }

  /** Somebody of staff signed in before this began. */
  void signedIn(Session session) {
    flow.execute(
        () -> {
          signIn.signedIn(session);
          shutter.opened();
        });
  }

  private void publish() {
    if (view != null) {
      if (records.locked()) {
        boxes.publish(List.of());
      }
      view.publish(snapshot());
    }
  }

  private DeskView snapshot() {
    Instant now = clock.instant();
    return screen.show(
        new DeskScreen.Frame(
            records.locked(),
            signIn.lock(),
            signIn.staff(),
            signIn.people(),
            cameraLive,
            ledger.checkedAt(),
            alerts.words(),
            keys.wiped(),
            records.locked() ? List.of() : boxes.now()),
        now);
  }

  @Override
  public void confirm(String arrival) throws FlowException {
    queue.confirm(arrival);
  }

  @Override
  public void confirm(String arrival, String patientNumber) throws FlowException {
    queue.confirm(arrival, patientNumber);
  }

  @Override
  public void notThem(String arrival) throws FlowException {
    queue.notThem(arrival);
  }

  @Override
  public void callIn(String arrival) throws FlowException {
    queue.callIn(arrival);
  }

  @Override
  public void done(String arrival) throws FlowException {
    queue.done(arrival);
  }

  @Override
  public Chart openChart(String arrival) throws FlowException {
    DeskRow row = queue.row(arrival);
    if (row.needsConfirming() || row.state == State.HELP || row.visit.isEmpty()) {
      throw new FlowException(
          Kind.LOCKED, "D-11", "Confirm first who it is, then the chart opens.");
    }
    String reference = row.visit.get().reference();
    Chart chart = charts.open(reference, row.confirmed);
    flow.execute(() -> board.chartOpened(reference));
    return chart;
  }

  @Override
  public Chart openChart(String patientNumber, String reason) throws FlowException {
    Chart chart = charts.openByNumber(patientNumber, reason);
    flow.execute(board::chartClosed);
    return chart;
  }

  @Override
  public void closeChart() {
    charts.close();
    flow.execute(board::chartClosed);
  }

  @Override
  public Chart writeNote(String patientNumber, String text) throws FlowException {
    return charts.writeNote(patientNumber, text);
  }

  @Override
  public void saveDocument(String patientNumber, String document, Path to, String reason)
      throws FlowException {
    charts.saveDocument(patientNumber, document, to, reason);
  }

  @Override
  public Registration register(String stranger) throws FlowException {
    Session session = records.session();
    DoorTrack track =
        flow.call(
            () -> {
              DoorTrack found =
                  board
                      .tracks()
                      .find(stranger)
                      .orElseThrow(
                          () ->
                              new FlowException(
                                  Kind.NO_MATCH, "D-15", "This person has left the door."));
              found.dismissed = true;
              publish();
              return found;
            });
    return registrations.begin(session, track.number, track.since, made -> ended(track, made));
  }

  @Override
  public Registration register() throws FlowException {
    return registrations.begin(records.session());
  }

  /** A registration ended: without a record, the alert comes back. */
  private void ended(DoorTrack track, boolean made) {
    flow.execute(
        () -> {
          track.dismissed = made;
          track.unknown = !made;
          publish();
        });
  }

  @Override
  public void notAPatient(String stranger) {
    onTrack(stranger, track -> track.dismissed = true);
  }

  @Override
  public void later(String stranger) {
    onTrack(stranger, track -> track.quietUntil = clock.instant().plus(LATER));
  }

  private void onTrack(String id, Consumer<DoorTrack> change) {
    flow.execute(
        () -> {
          board.tracks().find(id).ifPresent(change);
          publish();
        });
  }

  @Override
  public List<Found> search(String text) throws FlowException {
    return charts.search(text);
  }

  @Override
  public void keepNote(String patientNumber, String text) {
    charts.keepNote(patientNumber, text);
  }

  @Override
  public void lock() {
    flow.execute(() -> shutter.lock(false));
  }

  @Override
  public void wipeKeys() {
    flow.execute(() -> shutter.wipe("by hand"));
  }

  @Override
  public void unlock(String user, char[] password, Optional<String> secondFactor)
      throws FlowException {
    shutter.unlock(() -> signIn.unlock(user, password, secondFactor));
  }

  @Override
  public void unlockWithRecoveryKey(char[] recoveryKey, char[] next) throws FlowException {
    shutter.unlock(() -> signIn.unlockWithRecoveryKey(recoveryKey, next));
  }

  @Override
  public Left comeBack() throws FlowException {
    Left left = charts.comeBack();
    Optional<String> reference = charts.reference();
    flow.execute(() -> reference.filter(board::hasRow).ifPresent(board::chartOpened));
    return left;
  }

  @Override
  public DeskPeople people() {
    return people;
  }

  @Override
  public DeskRecord record() {
    return record;
  }

  @Override
  public DeskIdentity identity() {
    return identity;
  }

  @Override
  public DeskBackup backup() {
    return backup;
  }

  @Override
  public boolean may(DeskRight right) {
    return records.may(right);
  }

  /** Nobody at the door is this person any more, and what the camera saw of them is dropped. */
  private void faceGone(PatientId patient) {
    flow.execute(() -> board.faceGone(patient.toString()));
    flow.execute(door::lookAnew);
  }

  @Override
  public void touched() {
    signIn.touched();
  }

  @Override
  public LedgerPage ledger(String filter) throws FlowException {
    return ledger.page(filter);
  }

  @Override
  public LedgerPage.Checked checkLedger() throws FlowException {
    LedgerPage.Checked checked = ledger.check();
    flow.execute(this::publish);
    return checked;
  }

  @Override
  public Accuracy accuracy() throws FlowException {
    return registrations.accuracy(records.session());
  }
}
