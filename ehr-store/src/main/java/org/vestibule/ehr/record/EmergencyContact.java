package org.vestibule.ehr.record;

/**
 * Whom to call for the patient.
 *
 * @param name as spoken
 * @param relationship in words, for example {@code daughter}; may be empty
 * @param phone as written; may be empty
 */
public record EmergencyContact(String name, String relationship, String phone) {
  public EmergencyContact {
    Checks.present(name, relationship, phone);
    Checks.atMost(256, name);
    Checks.atMost(256, relationship);
    Checks.atMost(256, phone);
  }

  @Override
  public String toString() {
    return "EmergencyContact";
  }
}
