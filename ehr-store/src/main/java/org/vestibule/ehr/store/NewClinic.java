package org.vestibule.ehr.store;

import java.util.Objects;

/**
 * What a new store starts with.
 *
 * @param name the clinic's name
 * @param administrator the first administrator's user name
 * @param password the first administrator's password; the caller wipes it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a password must be wipeable, and is never compared here
public record NewClinic(String name, String administrator, char[] password) {
  public NewClinic {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(administrator, "administrator");
    Objects.requireNonNull(password, "password");
  }

  @Override
  public String toString() {
    return "NewClinic";
  }
}
