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

  /** A kind of index and a value in its normal form. */
  record Key(String kind, String value) {
    @Override
    public String toString() {
      return "Key[" + kind + "]";
    }
  }

  static Key number(String number) {
    return new Key("patient.number", Normal.number(number));
  }

  static Key identifier(Identifier identifier) {
    return new Key("patient.identifier", Normal.identifier(identifier));
  }

  static Key phone(String phone) {
    return new Key("patient.phone", Normal.phone(phone));
  }

  static Key day(LocalDate day) {
    return new Key("appointment.day", day.toString());
  }

  /** What is written into the index. */
  byte[] token(Key key) {
    return index.of(key.kind(), key.value());
  }

  /** What to look for: during a rotation a row may still have the value of the keys before. */
  List<byte[]> sought(Key key) {
    List<byte[]> tokens = new ArrayList<>();
    tokens.add(token(key));
    tokens.addAll(index.before(key.kind(), key.value()));
    return tokens;
  }

  /** Those that belong to one patient alone. */
  static List<Key> unique(Patient patient) {
    List<Key> keys = new ArrayList<>();
    keys.add(number(patient.number()));
    patient.identifiers().forEach(i -> keys.add(identifier(i)));
    return keys;
  }

  /** All by which a patient is found. */
  static List<Key> keys(Patient patient) {
    List<Key> keys = unique(patient);
    if (!Normal.phone(patient.phone()).isEmpty()) {
      keys.add(phone(patient.phone()));
    }
    return keys;
  }

  /** What is written into the index for a patient. */
  List<byte[]> all(Patient patient) {
    return keys(patient).stream().map(this::token).toList();
  }
}
