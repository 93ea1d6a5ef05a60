package org.vestibule.app.flow;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.vestibule.app.flow.DeskView.Arrival.State;
import org.vestibule.app.flow.DeskView.Check;
import org.vestibule.app.flow.DeskView.Check.Mark;

/**
 * The kiosk as the desk knows it: whether somebody is answering there, and what was answered, in
 * the rows of the queue. Belongs to the flow thread.
 */
final class KioskAtDesk implements KioskReports {
  private final Board board;
  private final DeskRecords records;
  private final Runnable changed;
  private boolean busy;
  private int face;

  /**
   * @param changed told after every change
   */
  KioskAtDesk(Board board, DeskRecords records, Runnable changed) {
    this.board = board;
    this.records = records;
    this.changed = changed;
  }

  /** Whether somebody is answering. */
  boolean busy() {
    return busy;
  }

  /** The face of whoever is answering; 0 for nobody, or somebody without a face. */
  int face() {
    return face;
  }

  @Override
  public void answering(int track) {
    busy = true;
    face = track;
    changed.run();
  }

  @Override
  public void free() {
    busy = false;
    face = 0;
    changed.run();
  }

  @Override
  public String arrived(Visit visit, int track, CheckIn how) {
    Optional<DeskRow> toTell = track == 0 ? Optional.empty() : board.rows().toTell(track);
    DeskRow row =
        board
            .rows()
            .of(visit.reference())
            .filter(r -> r.state == State.SUGGESTED || !r.ticket.isEmpty())
            .map(r -> board.rows().withVisit(r, visit))
            .orElseGet(() -> board.rows().add(Optional.of(visit), State.CONFIRM));
    if (row.ticket.isEmpty()) {
      row.ticket = visit.attendance().ticket();
      row.state = State.CONFIRM;
    }
    row.checks.clear();
    row.checks.add(new Check(Mark.OK, "Gave " + Words.day(visit.born()) + ", as in the record"));
    row.checks.add(
        how == CheckIn.FACE_AND_BIRTH_DATE
            ? new Check(
                Mark.OK, Words.alikeAndBorn(board.tracks().find(track).flatMap(t -> t.wrong)))
            : new Check(Mark.OK, "Gave the record number, no face used"));
    toTell.ifPresent(
        told -> {
          board.rows().remove(told);
          row.checks.add(new Check(Mark.OPEN, told.alikeBut(visit.reference())));
        });
    row.checks.add(DeskRow.LOOK);
    board.tracks().find(track).ifPresent(seen -> board.rows().see(row, seen));
    board.loadPhoto(row, visit.reference());
    board.refreshDay();
    changed.run();
    return row.ticket;
  }

  @Override
  public void phoneChanged(Visit visit) {
    checkOf(visit, new Check(Mark.OPEN, "Has a new phone number: ask for it"));
  }

  @Override
  public void notMe(Visit visit) {
    checkOf(visit, new Check(Mark.BAD, "Said at the kiosk that this is not them"));
  }

  @Override
  public CompletionStage<Boolean> neverSaidAboutFace(Visit visit) {
    return records.locked()
        ? CompletableFuture.completedFuture(false)
        : records.neverSaidAboutFace(visit.reference());
  }

  @Override
  public void saidAboutFace(Visit visit, boolean agrees) {
    board.rows().all().stream()
        .filter(row -> row.isOf(visit.reference()))
        .forEach(row -> row.saidAboutFace(agrees));
    changed.run();
  }

  private void checkOf(Visit visit, Check check) {
    board.rows().all().stream()
        .filter(row -> row.isOf(visit.reference()))
        .forEach(row -> row.checks.add(check));
    changed.run();
  }

  @Override
  public void sentToDesk(int track, Optional<LocalDate> said, List<String> proposed) {
    String birth = said.map(born -> "Said born " + Words.day(born) + ".").orElse("");
    Optional<DeskRow> row =
        proposed.size() == 1 ? board.rows().of(proposed.get(0)) : Optional.empty();
    Optional<DeskRow> toTell = proposed.size() > 1 ? board.rows().toTell(track) : Optional.empty();
    Optional<DoorTrack> seen = board.tracks().find(track);
    seen.ifPresent(face -> face.said = birth);
    if (row.isPresent()) {
      row.get().checks.add(new Check(Mark.BAD, "Gave another birth date than the record"));
    } else if (toTell.isPresent()) {
      toTell.get().checks.add(new Check(Mark.OPEN, birth));
    } else if (seen.filter(face -> face.unknown && !face.dismissed).isEmpty()) {
      addHelp(track, "could not check in", birth);
    }
    changed.run();
  }

  @Override
  public void help(int track) {
    addHelp(track, "asks for help", "");
    changed.run();
  }

  private void addHelp(int track, String words, String said) {
    DeskRow row = board.rows().add(Optional.empty(), State.HELP);
    row.help = words;
    if (!said.isEmpty()) {
      row.checks.add(new Check(Mark.OPEN, said));
    }
    board.tracks().find(track).ifPresent(seen -> board.rows().see(row, seen));
  }
}
