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
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.ErasureTable.Erasure;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.Vault;

/**
 * The erasures as a text file beside the database, so that a database put back from a backup is
 * told what was erased since. Each line has a proof by a key that no rotation changes: a planted
 * one erases nobody.
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

  private static byte[] signed(Vault vault, UUID patient, Instant at) {
    return ("vestibule erasure\n" + vault.id() + "\n" + patient + "\n" + at.getEpochSecond())
        .getBytes(StandardCharsets.UTF_8);
  }

  String text() {
    return core.database()
        .read(tx -> genuine(tx).stream().map(ErasureList::line).collect(Collectors.joining()));
  }

  private static String line(Erasure e) {
    String proof = HexFormat.of().formatHex(e.proof());
    return String.join(" ", WORD, e.patient() + "", e.at().getEpochSecond() + "", proof) + "\n";
  }

  /** The erasures in the database that were made here: a planted row is none. */
  List<Erasure> genuine(Tx tx) {
    return tx.erasures().all().stream().filter(e -> isGenuine(tx, e)).toList();
  }

  private boolean isGenuine(Tx tx, Erasure e) {
    byte[] signed = signed(core.vault(), e.patient(), e.at());
    return tx.erasures().isProved(e) || core.vault().verify(signed, e.proof());
  }

  /**
   * @throws StoreException.Invalid if a line is not an erasure of this clinic
   */
  List<Erasure> parse(String text) {
    return core.database()
        .read(tx -> text.lines().filter(l -> !l.isBlank()).map(l -> parseLine(tx, l)).toList());
  }

  private Erasure parseLine(Tx tx, String line) {
    String[] parts = line.strip().split(" ", -1);
    try {
      if (parts.length == 4 && parts[0].equals(WORD)) {
        Erasure erasure =
            new Erasure(
                UUID.fromString(parts[1]),
                Instant.ofEpochSecond(Long.parseLong(parts[2])),
                HexFormat.of().parseHex(parts[3]));
        if (isGenuine(tx, erasure)) {
          return erasure;
        }
      }
    } catch (IllegalArgumentException | java.time.DateTimeException e) {
      LOG.debug("A line of the list of erasures cannot be read", e);
    }
    throw new StoreException.Invalid(
        "The list of erasures is not this clinic's or was altered: take the one kept beside the"
            + " backup.");
  }

  /**
   * What the file knows and the database does not, or has the patient all the same: an older
   * database was put back.
   */
  List<Erasure> unknownToTheDatabase() {
    List<String> lines = lines();
    return core.database().read(tx -> unknown(tx, lines));
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      LOG.warn("The list of erasures cannot be read", e);
      return List.of();
    }
  }

  /** Writes the file anew if it lacks an erasure: it could not be written, or was taken away. */
  void mend() {
    String inFile = String.join("\n", lines());
    boolean whole =
        core.database().read(this::genuine).stream()
            .allMatch(e -> inFile.contains(e.patient().toString()));
    if (!whole) {
      write();
    }
  }

  private List<Erasure> unknown(Tx tx, List<String> lines) {
    Set<UUID> known = genuine(tx).stream().map(Erasure::patient).collect(Collectors.toSet());
    List<Erasure> unknown = new ArrayList<>();
    for (String line : lines) {
      try {
        Erasure erasure = parseLine(tx, line);
        PatientId patient = new PatientId(erasure.patient());
        if (!known.contains(erasure.patient()) || tx.patients().exists(patient)) {
          unknown.add(erasure);
        }
      } catch (StoreException.Invalid e) {
        LOG.warn("A line of the list of erasures is not genuine and was passed over");
      }
    }
    return unknown;
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
