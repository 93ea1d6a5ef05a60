package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.vestibule.app.flow.ImportReviews.Waiting;
import org.vestibule.app.flow.Registration.Compared;

/**
 * Whether two records are one person's: merging and its undo, and people of imported files whose
 * identifier belongs to somebody here. With the rights of whoever is signed in. Thread-safe; may
 * take long: call it off the JavaFX thread.
 */
public interface DeskIdentity {

  /**
   * Two records side by side; the charts too, for who may open them. Refused ({@code D-31}) when
   * they are one already.
   *
   * @param from the number of the record that would become part of the other
   * @param into the number of the record that would stand for both
   */
  Beside compare(String from, String into) throws FlowException;

  /**
   * Two records are one person's from now on; nothing is moved or lost.
   *
   * @param reason in words, not empty ({@code D-32}); kept in the ledger
   * @return the number of the record that stands for both
   */
  String merge(String from, String into, String reason) throws FlowException;

  /** What was merged into a patient's record and is not parted, the latest first. */
  List<Merged> merged(String patientNumber) throws FlowException;

  /**
   * Undoes {@link #merge}.
   *
   * @param from {@link Merged#number}
   * @param reason in words, not empty ({@code D-32}); kept in the ledger
   */
  void part(String from, String reason) throws FlowException;

  /** Everybody of imported files who waits for a decision. */
  List<Waiting> waiting() throws FlowException;

  /**
   * Somebody who waits beside the record that has the identifier.
   *
   * @param id {@link Waiting#id}
   */
  Held held(String id) throws FlowException;

  /**
   * Decides about somebody who waits.
   *
   * @param id {@link Waiting#id}
   * @param reason in words, not empty ({@code D-32}); kept in the ledger
   * @return the number of the record that has the entries now; empty when nothing was taken
   */
  Optional<String> decide(String id, Decision decision, String reason) throws FlowException;

  /** What becomes of somebody who waits. */
  enum Decision {
    /** It is the person who is here: the file's entries go into that record. */
    SAME,
    /** It is somebody else: a new record without the identifier. */
    SEPARATE,
    /** Nothing of it is taken. */
    DISCARD
  }

  /**
   * A record that is part of another.
   *
   * @param reason may be empty
   */
  record Merged(String number, String name, LocalDate born, Instant at, String by, String reason) {
    @Override
    public String toString() {
      return "Merged";
    }
  }

  /**
   * Somebody who waits.
   *
   * @param identifiers the numbers that made it wait, as the file writes them
   */
  record Held(List<String> identifiers, Beside beside) {
    public Held {
      identifiers = List.copyOf(identifiers);
    }

    @Override
    public String toString() {
      return "Held";
    }
  }

  /** Two people, line by line. */
  record Beside(Side one, Side other, List<Line> lines) {
    public Beside {
      lines = List.copyOf(lines);
    }

    /**
     * @param number of the record, or the name of the file
     */
    public record Side(String number, String name, Optional<Photo> photo) {
      @Override
      public String toString() {
        return "Side";
      }
    }

    /**
     * @param kept what stands when the first has become part of the other
     */
    public record Line(Compared compared, String kept) {
      @Override
      public String toString() {
        return "Line";
      }
    }

    @Override
    public String toString() {
      return "Beside";
    }
  }
}
