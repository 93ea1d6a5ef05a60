package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What the desk's day shows, whole. While the desk is locked the lists are empty and only {@link
 * #locked()}, {@link #waiting()} and {@link #status()} say anything.
 *
 * @param locked whether the unlock screen is to be shown
 * @param lock since when and how far it is locked, if it was open before
 * @param staff who is signed in
 * @param people who may be offered on the unlock screen
 * @param boxes the faces on the live picture
 * @param arrivals the queue, what needs a decision first
 * @param expected today's appointments of people who are not here yet
 * @param stranger somebody at the door whom nobody enrolled resembles
 * @param kiosks the check-in places
 * @param doctors today's columns
 * @param waiting how many people wait
 * @param doneToday how many are done today
 * @param lastDone in words: {@code Grace Kim 10:01, Ivan Petrov 9:58}
 * @param status the facts of the bar at the bottom
 */
public record DeskView(
    boolean locked,
    Optional<Lock> lock,
    Optional<Staff> staff,
    List<Staff> people,
    List<TrackBox> boxes,
    List<Arrival> arrivals,
    List<Expected> expected,
    Optional<Stranger> stranger,
    List<KioskStatus> kiosks,
    List<DoctorDay> doctors,
    int waiting,
    int doneToday,
    String lastDone,
    Status status) {

  public DeskView {
    people = List.copyOf(people);
    boxes = List.copyOf(boxes);
    arrivals = List.copyOf(arrivals);
    expected = List.copyOf(expected);
    kiosks = List.copyOf(kiosks);
    doctors = List.copyOf(doctors);
  }

  /**
   * How the screen came to be locked.
   *
   * @param quiet after how long without anybody at the desk; empty when somebody locked it
   * @param wiped whether the kiosk's keys are wiped too, so that it has stopped
   */
  public record Lock(Instant at, Optional<Duration> quiet, boolean wiped) {}

  /**
   * @param user the name to sign in with
   * @param name the name to show
   * @param role in words: {@code front desk}
   */
  public record Staff(String user, String name, String role) {}

  /**
   * A face on the live picture.
   *
   * @param x left edge, 0 to 1 of the picture's width
   * @param y top edge, 0 to 1 of the picture's height
   * @param width 0 to 1 of the picture's width
   * @param height 0 to 1 of the picture's height
   * @param label {@code A27, confirm}, {@code At kiosk 1}, {@code Not known}; may be empty
   */
  public record TrackBox(
      int track, double x, double y, double width, double height, String label, Style style) {

    /** How to draw it: solid, thin, dashed. */
    public enum Style {
      SUGGESTED,
      BUSY,
      UNKNOWN
    }

    @Override
    public String toString() {
      return "TrackBox[" + track + "]";
    }
  }

  /**
   * A row of the queue.
   *
   * @param id names the row in {@link DeskFlow}'s actions
   * @param ticket such as {@code A27}; empty while only suggested
   * @param patientNumber the number of the record; empty for somebody without one (help wanted)
   * @param name the full name
   * @param time start of the appointment; empty for a walk-in
   * @param reason in words: {@code check-up}, {@code walk-in}
   * @param doctor {@code Dr Nair} or {@code any}
   * @param where in words: {@code Waiting, came late}
   * @param since since when the person is here
   * @param waited in words: {@code 2 min}, or a dash
   * @param checks what speaks for it being this person; for SUGGESTED and CONFIRM
   * @param live the face as seen at the door
   * @param record the photo of the record
   * @param eigenfaces what the eigenfaces say beside it, in a sentence; marked when too few people
   *     are enrolled for it to mean anything. Decides nothing.
   * @param track the track on the live picture, while there is one
   * @param choices for ONE_OF: the people it may be, none of them likelier; else empty
   */
  public record Arrival(
      String id,
      String ticket,
      String patientNumber,
      String name,
      Optional<LocalTime> time,
      String reason,
      String doctor,
      State state,
      String where,
      Instant since,
      String waited,
      List<Check> checks,
      Optional<Photo> live,
      Optional<Photo> record,
      Optional<String> eigenfaces,
      Optional<Integer> track,
      List<Choice> choices) {

    public Arrival {
      checks = List.copyOf(checks);
      choices = List.copyOf(choices);
    }

    /**
     * One of several people whom a face does not tell apart.
     *
     * @param patientNumber the number of the record
     * @param detail what else tells them apart: {@code born 14 March 1948}
     * @param record the photo of the record
     */
    public record Choice(String patientNumber, String name, String detail, Optional<Photo> record) {
      @Override
      public String toString() {
        return "Choice";
      }
    }

    /** Where in the visit. */
    public enum State {
      /** The face alone says so: nothing is opened, nothing decided. */
      SUGGESTED,
      /** The face is one of several people's whom it does not tell apart: staff say whose. */
      ONE_OF,
      /** Face and second factor at the kiosk: staff confirm who it is. */
      CONFIRM,
      /** Somebody at the kiosk asked for help, or was sent to the front desk. */
      HELP,
      AT_KIOSK,
      LATE,
      WAITING,
      WITH_DOCTOR,
      DONE
    }

    @Override
    public String toString() {
      return "Arrival[" + state + "]";
    }
  }

  /**
   * @param sentence {@code Gave 14 March 1948, as in the record}
   */
  public record Check(Mark mark, String sentence) {
    /** OK is a tick, OPEN a dash (for staff to look at), BAD a triangle. */
    public enum Mark {
      OK,
      OPEN,
      BAD
    }

    @Override
    public String toString() {
      return "Check[" + mark + "]";
    }
  }

  /**
   * An appointment of somebody who is not here yet.
   *
   * @param patientNumber the number of the record
   */
  public record Expected(
      LocalTime time, String patientNumber, String name, String reason, String doctor) {
    @Override
    public String toString() {
      return "Expected";
    }
  }

  /**
   * Somebody at the door without a matching record.
   *
   * @param id names it in {@link DeskFlow}'s actions
   * @param track the track on the live picture; 0 when it has left
   * @param photo the best picture seen
   * @param since since when
   * @param sentence {@code No matching record. Here since 10:02. No date of birth yet.}
   * @param eigenfaces as in {@link Arrival}
   */
  public record Stranger(
      String id,
      int track,
      Optional<Photo> photo,
      Instant since,
      String sentence,
      Optional<String> eigenfaces) {
    @Override
    public String toString() {
      return "Stranger[" + track + "]";
    }
  }

  /**
   * @param name {@code Kiosk 1, entrance}
   * @param words {@code A30 is answering}
   */
  public record KioskStatus(String name, String words, State state) {
    /** READY and BUSY are well, WANTED needs a person. */
    public enum State {
      READY,
      BUSY,
      WANTED
    }
  }

  /**
   * A doctor's column.
   *
   * @param lateness {@code 19 min late}, {@code on time}
   */
  public record DoctorDay(String doctor, String lateness, List<Slot> slots) {
    public DoctorDay {
      slots = List.copyOf(slots);
    }
  }

  /**
   * A block of a doctor's day.
   *
   * @param title a name, {@code Free}, {@code Team meeting}
   * @param detail {@code in room 4}, {@code here}, {@code check-up}
   */
  public record Slot(LocalTime start, LocalTime end, String title, String detail, State state) {
    /** SEEN is past, NOW with the doctor, HERE arrived, EXPECTED not here yet. */
    public enum State {
      SEEN,
      NOW,
      HERE,
      EXPECTED,
      FREE,
      OTHER
    }

    @Override
    public String toString() {
      return "Slot[" + state + "]";
    }
  }

  /**
   * @param camera {@code Camera live}, {@code Camera off}
   * @param cameraLive whether it is
   * @param kiosk {@code Kiosk 1 ready}
   * @param ledger {@code Ledger checked 10:00}, {@code Ledger not checked yet}
   * @param alerts what to know of the records, what waits for a decision, and a backup long due:
   *     {@code No backup for 9 days, 1 emergency access to sign off}; may be empty
   */
  public record Status(
      String camera, boolean cameraLive, String kiosk, String ledger, String alerts) {}

  @Override
  public String toString() {
    return "DeskView[locked=" + locked + "]";
  }
}
