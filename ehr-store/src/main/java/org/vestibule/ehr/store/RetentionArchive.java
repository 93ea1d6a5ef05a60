package org.vestibule.ehr.store;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;
import org.vestibule.ehr.vault.RecoveryKey;
import org.vestibule.ehr.vault.Vault;

/**
 * Records about to be disposed of in one sealed file, a folder each: FHIR bundle, audit trail,
 * photo and documents. No face data. The keys of the clinic open it, and the recovery key of its
 * time.
 */
final class RetentionArchive {
  private static final String BUNDLE = "/bundle.json";

  private final Context context;

  RetentionArchive(Context context) {
    this.context = context;
  }

  private record Part(PatientKey key, DocumentReference document) {
    @Override
    public String toString() {
      return "Part";
    }
  }

  private record Whole(Export export, Optional<ImageBytes> photo, List<Part> documents) {
    @Override
    public String toString() {
      return "Whole";
    }
  }

  /** Writes to a file that will get another name once it was read back. */
  void write(Path part, List<PatientId> patients) throws IOException {
    Blobs blobs = context.core().blobs();
    UUID id = UUID.randomUUID();
    try (Blobs.Hold held = blobs.hold();
        OutputStream to = Backups.create(part)) {
      BackupFile.Writer archive =
          new BackupFile.Writer(BackupFile.Kind.ARCHIVE, id, context.core().vault(), to);
      for (PatientId patient : patients) {
        add(archive, blobs, patient, gather(patient, id));
      }
      archive.end();
      archive.close();
    }
  }

  private Whole gather(PatientId patient, UUID archive) {
    return context.write(
        Operation.RETAIN,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          trail.note(AuditAction.RECORD_ARCHIVED, patient, "archive=" + archive);
          Export export = Charts.export(tx, context.family(patient));
          List<Part> documents = new ArrayList<>();
          for (DocumentReference document : export.documents()) {
            documents.add(new Part(tx.blobs().key(document.patient()), document));
          }
          return new Whole(export, tx.faces().photo(patient), documents);
        });
  }

  private static void add(BackupFile.Writer archive, Blobs blobs, PatientId patient, Whole whole)
      throws IOException {
    String folder = patient.value().toString();
    add(archive, folder + BUNDLE, whole.export().bundle());
    add(archive, folder + "/trail.txt", trail(whole.export().trail()));
    if (whole.photo().isPresent()) {
      add(archive, folder + "/photo", whole.photo().get().bytes());
    }
    for (Part part : whole.documents()) {
      DocumentReference document = part.document();
      archive.add(
          folder + "/documents/" + document.id(),
          document.size(),
          out -> Documents.pour(part.key(), document, blobs, out));
    }
  }

  private static void add(BackupFile.Writer archive, String name, byte[] bytes) throws IOException {
    archive.add(name, bytes.length, new ByteArrayInputStream(bytes));
  }

  /** A line an event, tabs between when, who, role, purpose, what and details. */
  private static byte[] trail(List<AuditEvent> events) {
    return events.stream()
        .map(
            e ->
                String.join(
                    "\t",
                    e.at().toString(),
                    e.actor(),
                    e.role().name(),
                    e.purpose().name(),
                    e.action().name(),
                    e.detail()))
        .collect(Collectors.joining("\n", "", "\n"))
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What an archive holds, known only after it was read to its end and found genuine.
   *
   * @param bundles the SHA-256 of each patient's bundle
   */
  record Contents(Map<PatientId, String> bundles, int files) {
    /** Whether this is what the archive holds of the person. */
    boolean holds(Tx tx, Family family) {
      String archived = bundles.get(family.head());
      return archived != null && archived.equals(hex(sha256(), Charts.export(tx, family).bundle()));
    }
  }

  /**
   * Reads everything in an archive back.
   *
   * @throws StoreException.Damaged if it was cut or altered
   */
  static Contents read(Vault vault, Path file) throws IOException {
    Map<PatientId, String> bundles = new HashMap<>();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      BackupFile.Header header = BackupFile.header(BackupFile.Kind.ARCHIVE, in);
      int files =
          BackupFile.unpack(
              vault,
              header,
              in,
              (name, length, content) -> {
                MessageDigest digest = sha256();
                BackupFile.copy(
                    content,
                    new DigestOutputStream(OutputStream.nullOutputStream(), digest),
                    length);
                if (name.endsWith(BUNDLE)) {
                  String id = name.substring(0, name.length() - BUNDLE.length());
                  bundles.put(PatientId.parse(id), HexFormat.of().formatHex(digest.digest()));
                }
              });
      return new Contents(bundles, files);
    }
  }

  /** Unpacks an archive into a folder, in the open; the folder has its name once it is whole. */
  static int open(Path file, Path folder, char[] recoveryKey) throws IOException {
    Path staging = folder.resolveSibling(folder.getFileName() + ".opening");
    Path keys = Files.createTempDirectory("vestibule-archive");
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        RecoveryKey key = RecoveryKey.parse(recoveryKey)) {
      BackupFile.Header header = BackupFile.header(BackupFile.Kind.ARCHIVE, in);
      Restoring.wipe(staging);
      FolderLock.prepare(staging);
      Vault.place(keys, header.vault());
      try (Vault vault = Vault.open(keys)) {
        vault.unlock(key);
        int files = BackupFile.unpack(vault, header, in, staging);
        Files.move(staging, folder, StandardCopyOption.ATOMIC_MOVE);
        return files;
      }
    } finally {
      Restoring.wipe(keys);
      Restoring.wipe(staging);
    }
  }

  private static String hex(MessageDigest digest, byte[] bytes) {
    return HexFormat.of().formatHex(digest.digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
