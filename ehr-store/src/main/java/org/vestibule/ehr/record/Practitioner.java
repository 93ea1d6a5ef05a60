package org.vestibule.ehr.record;

/**
 * A person of staff.
 *
 * @param user the name used to unlock
 * @param name the person's name
 */
public record Practitioner(String user, HumanName name) {
  public Practitioner {
    Checks.present(user, name);
    Checks.atMost(64, user);
  }

  @Override
  public String toString() {
    return "Practitioner";
  }
}
