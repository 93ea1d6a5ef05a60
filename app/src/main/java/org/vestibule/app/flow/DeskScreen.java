package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.vestibule.app.flow.DeskView.Arrival;
import org.vestibule.app.flow.DeskView.KioskStatus;
import org.vestibule.app.flow.DeskView.Staff;
import org.vestibule.app.flow.DeskView.Status;
import org.vestibule.app.flow.DeskView.Stranger;
import org.vestibule.app.flow.DeskView.TrackBox;
import org.vestibule.face.detect.Box;
import org.vestibule.face.match.Decision;
import org.vestibule.face.pipeline.TrackView;

/** Makes the desk's snapshots from the board. Belongs to the flow thread. */
final class DeskScreen {
  private final Board board;
  private final KioskAtDesk kiosk;
  private final ZoneId zone;
  private final IntFunction<Optional<byte[]>> pictures;

  DeskScreen(Board board, KioskAtDesk kiosk, ZoneId zone, IntFunction<Optional<byte[]>> pictures) {
    this.board = board;
    this.kiosk = kiosk;
    this.zone = zone;
    this.pictures = pictures;
  }

  /** What the desk's own state adds to the board's. */
  record Frame(
      boolean locked,
      Optional<DeskView.Lock> lock,
      Optional<Staff> staff,
      List<Staff> people,
      boolean cameraLive,
      Optional<Instant> ledgerChecked,
      String alerts,
      boolean kioskStopped,
      List<TrackBox> boxes) {}

  DeskView show(Frame frame, Instant now) {
    int waiting = count(Arrival.State.WAITING) + count(Arrival.State.LATE);
    boolean locked = frame.locked();
    DoctorDays days = new DoctorDays(board.day(), board.rows().all(), zone);
    return new DeskView(
        locked,
        frame.lock(),
        frame.staff(),
        frame.people(),
        frame.boxes(),
        locked
            ? List.of()
            : board.rows().inOrder().stream().map(row -> row.shown(now, zone)).toList(),
        locked ? List.of() : days.expected(),
        locked ? Optional.empty() : board.tracks().alert(now).map(this::stranger),
        locked ? List.of() : List.of(kiosk(frame)),
        locked ? List.of() : days.columns(now),
        waiting,
        count(Arrival.State.DONE),
        locked ? "" : lastDone(),
        status(frame));
  }

  private int count(Arrival.State state) {
    return (int) board.rows().all().stream().filter(row -> row.state == state).count();
  }

  private String lastDone() {
    List<String> names =
        board.rows().all().stream()
            .filter(row -> row.state == Arrival.State.DONE && row.visit.isPresent())
            .sorted(Comparator.comparing((DeskRow row) -> row.since).reversed())
            .limit(2)
            .map(row -> row.visit.get().name() + " " + Words.time(row.since, zone))
            .toList();
    return String.join(", ", names);
  }

  private Stranger stranger(DoorTrack track) {
    String since = Words.time(track.since, zone);
    String here = track.left.isPresent() ? "Was here at " : "Here since ";
    String said = track.said.isEmpty() ? "No date of birth yet." : track.said;
    return new Stranger(
        track.id(),
        track.left.isPresent() ? 0 : track.number,
        pictures.apply(track.number).map(jpeg -> new Photo(jpeg, "Door, " + since)),
        track.since,
        "No matching record. " + here + since + ". " + said,
        track.eigenfaces);
  }

  private KioskStatus kiosk(Frame frame) {
    if (frame.kioskStopped()) {
      return new KioskStatus("Kiosk 1", "Sends everybody to you", KioskStatus.State.WANTED);
    }
    boolean wanted = board.rows().all().stream().anyMatch(row -> row.state == Arrival.State.HELP);
    if (wanted) {
      return new KioskStatus("Kiosk 1", "Somebody wants help", KioskStatus.State.WANTED);
    }
    if (!frame.cameraLive()) {
      return new KioskStatus("Kiosk 1", "Camera off, birth date works", KioskStatus.State.WANTED);
    }
    return kiosk.busy()
        ? new KioskStatus("Kiosk 1", "Somebody is answering", KioskStatus.State.BUSY)
        : new KioskStatus("Kiosk 1", "Ready", KioskStatus.State.READY);
  }

  private Status status(Frame frame) {
    return new Status(
        frame.cameraLive() ? "Camera live" : "Camera off",
        frame.cameraLive(),
        frame.kioskStopped() ? "Kiosk 1 stopped" : kiosk.busy() ? "Kiosk 1 busy" : "Kiosk 1 ready",
        frame
            .ledgerChecked()
            .map(at -> "Ledger checked " + Words.time(at, zone))
            .orElse("Ledger not checked yet"),
        frame.alerts());
  }

  /** The boxes of a frame's faces, in shares of its size. */
  List<TrackBox> boxes(List<TrackView> tracks, int width, int height) {
    List<TrackBox> boxes = new ArrayList<>();
    for (TrackView track : tracks) {
      Box box = track.box();
      boxes.add(
          new TrackBox(
              track.track(),
              box.x() / width,
              box.y() / height,
              box.width() / width,
              box.height() / height,
              label(track),
              style(track)));
    }
    return boxes;
  }

  private String label(TrackView track) {
    Optional<DeskRow> row =
        board.rows().all().stream()
            .filter(r -> r.track == track.track() && r.state != Arrival.State.DONE)
            .findFirst();
    if (row.isPresent() && !row.get().ticket.isEmpty()) {
      return row.get().ticket
          + (row.get().state == Arrival.State.CONFIRM ? ", confirm" : ", waiting");
    }
    if (kiosk.face() == track.track()) {
      return "At kiosk 1";
    }
    if (row.isPresent() && row.get().state == Arrival.State.SUGGESTED) {
      return "Suggested";
    }
    if (row.isPresent() && row.get().state == Arrival.State.ONE_OF) {
      return "Tell apart";
    }
    return unknown(track) ? "Not known" : "";
  }

  private TrackBox.Style style(TrackView track) {
    if (unknown(track)) {
      return TrackBox.Style.UNKNOWN;
    }
    boolean known =
        track.decision() instanceof Decision.Proposed || track.decision() instanceof Decision.OneOf;
    return known ? TrackBox.Style.SUGGESTED : TrackBox.Style.BUSY;
  }

  private boolean unknown(TrackView track) {
    return board.tracks().find(track.track()).filter(t -> t.unknown).isPresent();
  }

  /** How often waiting times are to be counted anew. */
  static Duration pace() {
    return Duration.ofSeconds(10);
  }
}
