package org.vestibule.ehr.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.ErasureTable.Erasure;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.Vault;

/**
 * The erasures as a text file beside the database, so that a database put back from a backup is
 * told what was erased since. Each line is signed: a planted one erases nobody.
 */
final class ErasureList {
  static final String FILE = "erasures.txt";

  private static final Logger LOG = LoggerFactory.getLogger(ErasureList.class);
  private static final String WORD = "erased";

  private final Core core;
  private final Path file;

  private ErasureList(Core core) {
    this.core = core;
    this.file = core.folder().resolve(FILE);
  }

  static ErasureList of(Core core) {
    return new ErasureList(core);
  }

  static Erasure sign(Vault vault, PatientId patient, Instant at) {
    Instant second = Instant.ofEpochSecond(at.getEpochSecond());
    return new Erasure(patient.value(), second, vault.sign(signed(vault, patient.value(), second)));
  }

  private static byte[] signed(Vault vault, UUID patient, Instant at) {
    return ("vestibule erasure\n" + vault.id() + "\n" + patient + "\n" + at.getEpochSecond())
        .getBytes(StandardCharsets.UTF_8);
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (Erasure e : core.database().read(tx -> tx.erasures().all())) {
      text.append(WORD + " ")
          .append(e.patient())
          .append(' ')
          .append(e.at().getEpochSecond())
          .append(' ')
          .append(HexFormat.of().formatHex(e.signature()))
          .append('\n');
    }
    return text.toString();
  }

  /**
   * @throws StoreException.Invalid if a line is not a signed erasure of this vault
   */
  static List<Erasure> parse(Vault vault, String text) {
    List<Erasure> all = new ArrayList<>();
    for (String line : text.lines().filter(l -> !l.isBlank()).toList()) {
      all.add(parseLine(vault, line));
    }
    return all;
  }

  private static Erasure parseLine(Vault vault, String line) {
    String[] parts = line.strip().split(" ", -1);
    try {
      if (parts.length == 4 && parts[0].equals(WORD)) {
        UUID patient = UUID.fromString(parts[1]);
        Instant at = Instant.ofEpochSecond(Long.parseLong(parts[2]));
        byte[] signature = HexFormat.of().parseHex(parts[3]);
        if (vault.verify(signed(vault, patient, at), signature)) {
          return new Erasure(patient, at, signature);
        }
      }
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      LOG.debug("A line of the list of erasures cannot be read", e);
    }
    throw new StoreException.Invalid(
        "The list of erasures is not this clinic's or was altered: take the one kept beside the"
            + " backup.");
  }

  /** What the file knows and the database does not: an older database was put back. */
  List<Erasure> unknownToTheDatabase() {
    List<Erasure> inFile = new ArrayList<>();
    try {
      for (String line : Files.readAllLines(file)) {
        try {
          inFile.add(parseLine(core.vault(), line));
        } catch (StoreException.Invalid e) {
          LOG.warn("A line of the list of erasures is not genuine and was passed over");
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("The list of erasures cannot be read", e);
    }
    Set<UUID> known = new HashSet<>();
    core.database().read(tx -> tx.erasures().all()).forEach(e -> known.add(e.patient()));
    return inFile.stream().filter(e -> !known.contains(e.patient())).toList();
  }

  /** Writes the file anew from the database; one that lags behind is mended at the next opening. */
  void write() {
    byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
    Path next = file.resolveSibling(FILE + ".new");
    try {
      Files.deleteIfExists(next);
      try (FileChannel channel =
          FileChannel.open(
              next,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              Blobs.ownerOnly(next))) {
        channel.write(ByteBuffer.wrap(bytes));
        channel.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.warn("The list of erasures could not be written; the database has it", e);
    }
  }
}
