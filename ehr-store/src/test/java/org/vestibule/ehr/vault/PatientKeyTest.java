package org.vestibule.ehr.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PatientKeyTest {
  private static final UUID PATIENT = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final Place PLACE = Place.of("chart_entry", "42", "content", PATIENT, 7, 1);
  private static final String PLAIN = "Penicillin: anaphylaxis";

  /**
   * Made by Python's cryptography 48: {@code b"\x01" + nonce + AESGCM(bytes(range(32))).encrypt(
   * nonce=bytes(range(100,112)), b"Penicillin: anaphylaxis", ad)} with {@code ad} built by hand as
   * {@link Place} documents.
   */
  private static final String SEALED_BY_OPENSSL =
      "016465666768696a6b6c6d6e6f187eb00f1a803af2570c65c8bb0b0b8d2abb6a6b"
          + "f30580b03dc075768317a194cb2576fc27a8c5";

  @Test
  void opensWhatOpenSslSealed() {
    byte[] plain = key().open(PLACE, HexFormat.of().parseHex(SEALED_BY_OPENSSL));
    assertEquals(PLAIN, new String(plain, StandardCharsets.UTF_8));
  }

  @Test
  void placeIsEncodedAsDocumented() {
    assertEquals(
        "50010000000b63686172745f656e74727900000002343200000007636f6e74656e74"
            + "0100112233445566778899aabbccddeeff000000000000000700000001",
        HexFormat.of().formatHex(PLACE.associatedData()));
  }

  @Test
  void differentPlacesNeverShareBytes() {
    List<Place> places =
        List.of(
            PLACE,
            Place.of("chart_entry4", "2", "content", PATIENT, 7, 1),
            Place.of("chart_entry", "42c", "ontent", PATIENT, 7, 1),
            Place.of("chart_entry", "42", "content", 7, 1),
            Place.of("chart_entry", "42", "content", new UUID(0, 0), 7, 1),
            Place.of("chart_entry", "42", "content", PATIENT, 8, 1),
            Place.of("chart_entry", "42", "content", PATIENT, 7, 2),
            Place.of("", "", "", 0, 0));
    Set<String> bytes = new HashSet<>();
    places.forEach(p -> bytes.add(HexFormat.of().formatHex(p.associatedData())));
    assertEquals(places.size(), bytes.size());
  }

  @Test
  void everyPartOfASealedValueIsGuarded() {
    PatientKey key = key();
    byte[] sealed = key.seal(PLACE, PLAIN.getBytes(StandardCharsets.UTF_8));
    Map<String, Integer> parts =
        Map.of("format", 0, "nonce", 5, "content", 14, "tag", sealed.length - 1);
    parts.forEach(
        (part, at) -> {
          byte[] changed = sealed.clone();
          changed[at] ^= 1;
          Exception broken =
              assertThrows(SealBrokenException.class, () -> key.open(PLACE, changed), part);
          assertTrue(
              broken.getMessage().contains("was not used"), "it may not have been to be shown");
        });
    for (int length = 0; length < sealed.length; length++) {
      byte[] cut = Arrays.copyOf(sealed, length);
      assertThrows(SealBrokenException.class, () -> key.open(PLACE, cut));
    }
  }

  @Test
  void aValueOpensAtItsPlaceOnly() {
    PatientKey key = key();
    byte[] sealed = key.seal(PLACE, new byte[] {1});
    List<Place> others =
        List.of(
            Place.of("other", "42", "content", PATIENT, 7, 1),
            Place.of("chart_entry", "43", "content", PATIENT, 7, 1),
            Place.of("chart_entry", "42", "note", PATIENT, 7, 1),
            Place.of("chart_entry", "42", "content", PATIENT, 6, 1),
            Place.of("chart_entry", "42", "content", PATIENT, 7, 2));
    for (Place other : others) {
      assertThrows(SealBrokenException.class, () -> key.open(other, sealed));
    }
    Place stranger = Place.of("chart_entry", "42", "content", new UUID(1, 2), 7, 1);
    assertThrows(IllegalArgumentException.class, () -> key.open(stranger, sealed));
    Place nobody = new Place("chart_entry", "42", "content", Optional.empty(), 7, 1);
    assertThrows(IllegalArgumentException.class, () -> key.seal(nobody, new byte[0]));
    assertArrayEquals(new byte[] {1}, key.open(PLACE, sealed));
  }

  @Test
  void sealingTwiceNeverGivesTheSameBytes() {
    PatientKey key = key();
    byte[] one = key.seal(PLACE, new byte[100]);
    assertEquals(129, one.length);
    assertFalse(Arrays.equals(one, key.seal(PLACE, new byte[100])));
  }

  @Test
  void isNoLongerUsableOnceItsScopeIsLocked() {
    OpenScope scope = ScopeKeys.underNewKey(1, Keysets.create(KeyScope.CLINICAL));
    PatientKey key = new PatientKey(PATIENT, KeyScope.CLINICAL, scope, new byte[64]);
    byte[] sealed = key.seal(PLACE, new byte[0]);
    scope.close();
    assertThrows(KeysLockedException.class, () -> key.open(PLACE, sealed));
    assertThrows(KeysLockedException.class, () -> key.seal(PLACE, new byte[0]));
  }

  private static PatientKey key() {
    byte[] material = new byte[PatientKey.KEY_BYTES];
    for (int i = 0; i < material.length; i++) {
      material[i] = (byte) i;
    }
    OpenScope scope = ScopeKeys.underNewKey(1, Keysets.create(KeyScope.CLINICAL));
    return new PatientKey(PATIENT, KeyScope.CLINICAL, scope, material);
  }
}
