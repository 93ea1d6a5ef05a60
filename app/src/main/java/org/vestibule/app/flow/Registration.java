package org.vestibule.app.flow;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A registration in progress. Nothing is stored before {@link #create} or {@link #useExisting};
 * closing it throws away what was typed and, without consent, the samples of the face.
 *
 * <p>Methods that throw {@link FlowException} may take long: call them off the JavaFX thread.
 */
public interface Registration extends AutoCloseable {

  /** The face as seen at the door. */
  Optional<Photo> photo();

  /** {@code Seen at the front door, 10:02.} */
  String seen();

  /** How many face samples would be enrolled if the person agrees. */
  int samples();

  /**
   * Records that may be the same person, closest first, at most four; none is chosen. Call it when
   * the form has settled.
   */
  List<Possible> duplicates(Form form) throws FlowException;

  /**
   * Makes a new record, with the face only if FACE_CHECK_IN is among the consents.
   *
   * @param checkForDouble mark the record "check for a double"
   * @return the new record's number
   */
  String create(Form form, Set<ConsentChoice> consents, boolean checkForDouble)
      throws FlowException;

  /** It is one of the possible ones: adds the consents, and the face if agreed to. */
  String useExisting(String patientNumber, Set<ConsentChoice> consents) throws FlowException;

  @Override
  void close();

  /** What a person may agree to. None is pre-ticked. */
  enum ConsentChoice {
    CARE_RECORD,
    FACE_CHECK_IN,
    MESSAGES
  }

  /**
   * What was typed; empty texts are not known. Family or given name and the birth date are needed.
   *
   * @param sex {@code female}, {@code male}, {@code other} or empty
   * @param language BCP 47, {@code kn}; may be empty
   */
  record Form(
      String family,
      String given,
      Optional<LocalDate> born,
      String sex,
      String phone,
      String language,
      String address,
      String mothersName,
      String nationalId) {

    /** Reads {@code Family, Given}, or takes the last word of a plain name as the family name. */
    public static Form named(String fullName, LocalDate born) {
      String name = fullName.strip();
      int comma = name.indexOf(',');
      int space = name.lastIndexOf(' ');
      String family =
          comma >= 0 ? name.substring(0, comma).strip() : name.substring(space + 1).strip();
      String given =
          comma >= 0
              ? name.substring(comma + 1).strip()
              : name.substring(0, Math.max(space, 0)).strip();
      return new Form(family, given, Optional.of(born), "", "", "", "", "", "");
    }

    @Override
    public String toString() {
      return "Form";
    }
  }

  /**
   * A record beside the person here.
   *
   * @param headline {@code no face kept; 2 same, 3 nearly}
   * @param lastVisit in words; may be empty
   */
  record Possible(
      String patientNumber,
      Optional<Photo> photo,
      String headline,
      List<Compared> fields,
      String lastVisit) {
    public Possible {
      fields = List.copyOf(fields);
    }

    @Override
    public String toString() {
      return "Possible";
    }
  }

  /**
   * One field, side by side.
   *
   * @param field {@code Name}, {@code Born}, {@code Phone}, {@code Address}, {@code Mother's name}
   * @param words {@code same}, {@code spelt differently}, {@code different}, {@code no data}
   */
  record Compared(String field, String typed, String recorded, Likeness likeness, String words) {
    /** How alike the two are. */
    public enum Likeness {
      SAME,
      NEARLY,
      DIFFERENT,
      NO_DATA
    }

    @Override
    public String toString() {
      return "Compared[" + likeness + "]";
    }
  }
}
