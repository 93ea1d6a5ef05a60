package org.vestibule.ehr.record;

/** Blood group of the ABO system with the Rh factor. */
public enum BloodGroup {
  O_NEGATIVE("O-"),
  O_POSITIVE("O+"),
  A_NEGATIVE("A-"),
  A_POSITIVE("A+"),
  B_NEGATIVE("B-"),
  B_POSITIVE("B+"),
  AB_NEGATIVE("AB-"),
  AB_POSITIVE("AB+");

  private final String sign;

  BloodGroup(String sign) {
    this.sign = sign;
  }

  /** As it is written: {@code AB+}. */
  public String sign() {
    return sign;
  }
}
