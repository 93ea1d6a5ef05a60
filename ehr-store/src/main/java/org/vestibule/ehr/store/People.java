package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/** Who the patients are. Needs the directory keys. */
public final class People {
  People() {}

  /**
   * Registers a patient. A draft without a number is given the next one ({@code V-000001}).
   *
   * @return the patient as stored, number included
   * @throws StoreException.Duplicate if the number or an identifier belongs to somebody
   */
  public Patient register(Patient draft) {
    throw new UnsupportedOperationException();
  }

  /**
   * Stores changed demographics as a new version.
   *
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Duplicate if the number or an identifier belongs to somebody else
   */
  public Patient update(Patient changed) {
    throw new UnsupportedOperationException();
  }

  /** The patient with this id. */
  public Optional<Patient> byId(PatientId id) {
    throw new UnsupportedOperationException();
  }

  /** The patient the clinic calls this; case and spaces do not matter. */
  public Optional<Patient> byNumber(String number) {
    throw new UnsupportedOperationException();
  }

  /** The patient with this identifier, for example {@link Identifier#nationalId}. */
  public Optional<Patient> byIdentifier(Identifier identifier) {
    throw new UnsupportedOperationException();
  }

  /** Everybody with this phone number; only its digits matter. */
  public List<Patient> byPhone(String phone) {
    throw new UnsupportedOperationException();
  }

  /**
   * Finds by name, whatever the order of its parts, with prefixes and one or two typing mistakes
   * forgiven; a text with digits also finds the patient number. Call it once per settled search: it
   * is one audit event.
   *
   * @param limit most matches wanted
   * @return best first
   */
  public List<PatientMatch> search(String text, int limit) {
    throw new UnsupportedOperationException();
  }

  /**
   * Who may already be this person: a similar name with the same date of birth or the same phone.
   *
   * @param phone may be empty
   */
  public List<Patient> possibleDuplicates(HumanName name, LocalDate birthDate, String phone) {
    throw new UnsupportedOperationException();
  }

  /** True if this is the patient's date of birth. False if nobody has the id. */
  public boolean checkBirthDate(PatientId id, LocalDate birthDate) {
    throw new UnsupportedOperationException();
  }

  /** The record's photo. */
  public Optional<ImageBytes> photo(PatientId id) {
    throw new UnsupportedOperationException();
  }

  /** Stores the record's photo. */
  public void setPhoto(PatientId id, ImageBytes photo) {
    throw new UnsupportedOperationException();
  }

  /** How many patients there are. */
  public int count() {
    throw new UnsupportedOperationException();
  }
}
