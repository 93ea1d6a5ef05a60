package org.vestibule.ehr.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * A patient of a bundle whose identifier belongs to somebody here who seems to be another person:
 * staff must say whether they are one.
 *
 * @param file name of the file, without its folder
 * @param owner who has the identifier here
 * @param draft the patient as the file has it
 * @param at when it came
 * @param by who imported it
 * @param bundle the whole file, compressed (gzip)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record HeldImport(
    String file, PatientId owner, Patient draft, Instant at, String by, byte[] bundle) {
  /** System of the identifier by which a decision is found again when the person comes again. */
  public static final String DECISION = "import-decision";

  /** Names what waits: the same file and person always have the same name. */
  public UUID id() {
    byte[] name = (decision(draft).value() + sha256(bundle)).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name);
  }

  /** Whether it is the person who waits. */
  public boolean isOf(Patient other) {
    return decision(other).equals(decision(draft));
  }

  /** The identifier given to whoever the person of a file turned out to be. */
  public static Identifier decision(Patient draft) {
    List<String> identifiers =
        draft.identifiers().stream().map(Normal::identifier).sorted().toList();
    String person = String.join("\n", identifiers) + draft.name().listed() + draft.birthDate();
    return new Identifier(
        DECISION, sha256(person.getBytes(StandardCharsets.UTF_8)).substring(0, 32));
  }

  /** Compresses a file to be held. */
  public static byte[] compress(byte[] json) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** The file as it came. */
  public byte[] json() {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bundle))) {
      return in.readNBytes(FhirImport.mostBytes() + 1);
    } catch (IOException e) {
      throw new StoreException.Damaged(
          "A file that waits for review cannot be read: import it again.", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java runtime", e);
    }
  }

  @Override
  public String toString() {
    return "HeldImport";
  }
}
