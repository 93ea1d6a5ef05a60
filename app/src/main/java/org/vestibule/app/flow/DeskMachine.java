package org.vestibule.app.flow;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.DeskView.TrackBox;
import org.vestibule.app.flow.FlowException.Kind;
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
  private final Board board;
  private final DeskScreen screen;
  private final DeskAlerts alerts;
  private final DeskQueueWork queue;
  private final DeskCharts charts;
  private final DeskPeople people;
  private final DeskLedger ledger;
  private final Registrations registrations;
  private final Published<DeskView> view;
  private final Published<List<TrackBox>> boxes = new Published<>(List.of());
  private boolean cameraLive;

  DeskMachine(Parts parts, Registrations registrations) {
    this.flow = parts.flow();
    this.clock = parts.clock();
    this.records = parts.records();
    this.signIn = parts.signIn();
    this.registrations = registrations;
    this.board = new Board(flow, clock, parts.zone(), records, parts.pictures(), this::publish);
    this.alerts = new DeskAlerts(flow, records, this::publish);
    this.screen = new DeskScreen(board, parts.zone(), parts.pictures());
    this.queue =
        new DeskQueueWork(flow, board, records, signIn, clock, parts.zone(), parts.adaptations());
    this.charts = new DeskCharts(records, clock, parts.zone());
    this.people = new DeskPeopleWork(records);
    this.ledger = new DeskLedger(records, clock, parts.zone());
    this.view = new Published<>(snapshot());
  }

  /** What the desk is made of. */
  record Parts(
      Lane flow,
      InstantSource clock,
      ZoneId zone,
      DeskRecords records,
      DeskSignIn signIn,
      IntFunction<Optional<byte[]>> pictures,
      Adaptations adaptations) {}

  /** What the kiosk reports to. */
  KioskReports reports() {
    return board;
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
    if (signIn.forgotten()) {
      lock();
    }
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
          unlocked();
        });
  }

  private void publish() {
    if (view != null) {
      view.publish(snapshot());
    }
  }

  private DeskView snapshot() {
    Instant now = clock.instant();
    return screen.show(
        new DeskScreen.Frame(
            records.locked(),
            signIn.lockedAt(),
            signIn.staff(),
            signIn.people(),
            cameraLive,
            ledger.checkedAt(),
            alerts.words(),
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

  private void onTrack(String id, java.util.function.Consumer<DoorTrack> change) {
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
  public void lock() {
    flow.execute(
        () -> {
          if (!records.locked()) {
            LOG.info("Desk locked");
            charts.close();
            board.chartClosed();
            signIn.lock();
            alerts.forget();
            boxes.publish(List.of());
            publish();
          }
        });
  }

  @Override
  public void unlock(String user, char[] password, Optional<String> secondFactor)
      throws FlowException {
    signIn.unlock(user, password, secondFactor);
    flow.call(
        () -> {
          unlocked();
          return null;
        });
  }

  @Override
  public void unlockWithRecoveryKey(char[] recoveryKey) throws FlowException {
    signIn.unlockWithRecoveryKey(recoveryKey);
    flow.call(
        () -> {
          unlocked();
          return null;
        });
  }

  private void unlocked() {
    board.unlocked();
    alerts.refresh();
  }

  @Override
  public DeskPeople people() {
    return people;
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
