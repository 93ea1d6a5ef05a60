package org.vestibule.ehr.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * One audit event (one access or change), as the ledger keeps it. Nothing here names a person:
 * actor and patient are random ids, and what needs words is sealed.
 *
 * @param id random
 * @param time when it happened, by the clock of the machine
 * @param actor staff member, kiosk or system; the nil UUID when nobody was signed in
 * @param terminal which machine and window, for example {@code desk-1}
 * @param action what was done, a code such as {@code chart.view}
 * @param purpose why, a code such as {@code treatment}
 * @param patient whom it is about, if anybody
 * @param outcome how it ended
 * @param details anything else, sealed by the store for the event's own place; may be empty
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out, and equals is our own
public record LedgerEvent(
    UUID id,
    Instant time,
    UUID actor,
    String terminal,
    String action,
    String purpose,
    Optional<UUID> patient,
    Outcome outcome,
    byte[] details) {

  /** How an access ended. The names are part of the canonical bytes. */
  public enum Outcome {
    /** Done. */
    DONE,
    /** Not allowed by role, consent or lock. */
    REFUSED,
    /** Allowed, but it did not succeed (wrong password, unreadable file). */
    FAILED
  }

  private static final int FIXED_BYTES = 2 + 16 + 12 + 16 + 1;

  public LedgerEvent {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(actor, "actor");
    Objects.requireNonNull(terminal, "terminal");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(purpose, "purpose");
    Objects.requireNonNull(patient, "patient");
    Objects.requireNonNull(outcome, "outcome");
    details = details.clone();
  }

  @Override
  public byte[] details() {
    return details.clone();
  }

  /**
   * The bytes that are hashed: {@code 'A' 1}; id (16 bytes); seconds since 1970 (8) and nanoseconds
   * (4); actor (16); terminal, action and purpose in UTF-8, each behind its length (4); 0, or 1 and
   * the patient's id (16); outcome's name and details behind their lengths. Integers are
   * big-endian. Different events never give the same bytes.
   */
  public byte[] canonicalBytes() {
    byte[][] parts = {
      utf8(terminal), utf8(action), utf8(purpose), utf8(outcome.name()), details,
    };
    int length = FIXED_BYTES + (patient.isPresent() ? 16 : 0);
    for (byte[] part : parts) {
      length += 4 + part.length;
    }
    ByteBuffer out = ByteBuffer.allocate(length);
    out.put((byte) 'A').put((byte) 1);
    put(out, id);
    out.putLong(time.getEpochSecond()).putInt(time.getNano());
    put(out, actor);
    put(out, parts[0]);
    put(out, parts[1]);
    put(out, parts[2]);
    out.put((byte) (patient.isPresent() ? 1 : 0));
    patient.ifPresent(p -> put(out, p));
    put(out, parts[3]);
    put(out, parts[4]);
    return out.array();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void put(ByteBuffer out, UUID id) {
    out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static void put(ByteBuffer out, byte[] bytes) {
    out.putInt(bytes.length).put(bytes);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof LedgerEvent e && Arrays.equals(canonicalBytes(), e.canonicalBytes());
  }

  @Override
  public int hashCode() {
    return id.hashCode();
  }

  @Override
  public String toString() {
    return "LedgerEvent[" + action + ", " + outcome + "]";
  }
}
