package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.vault.BlindIndex;
import org.vestibule.ehr.vault.Vault;

/** The blind index values by which patients and appointments are found. */
final class Lookups {
  private final BlindIndex index;

  Lookups(Vault vault) {
    this.index = vault.blindIndex();
  }

  byte[] number(String number) {
    return index.of("patient.number", Normal.number(number));
  }

  byte[] identifier(Identifier identifier) {
    return index.of("patient.identifier", Normal.identifier(identifier));
  }

  byte[] phone(String phone) {
    return index.of("patient.phone", Normal.phone(phone));
  }

  byte[] day(LocalDate day) {
    return index.of("appointment.day", day.toString());
  }

  /** Those that belong to one patient alone. */
  List<byte[]> unique(Patient patient) {
    List<byte[]> tokens = new ArrayList<>();
    tokens.add(number(patient.number()));
    patient.identifiers().forEach(i -> tokens.add(identifier(i)));
    return tokens;
  }

  /** All by which a patient is found. */
  List<byte[]> all(Patient patient) {
    List<byte[]> tokens = unique(patient);
    if (!Normal.phone(patient.phone()).isEmpty()) {
      tokens.add(phone(patient.phone()));
    }
    return tokens;
  }
}
