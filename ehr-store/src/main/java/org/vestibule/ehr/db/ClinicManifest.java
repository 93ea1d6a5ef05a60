package org.vestibule.ehr.db;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.vault.Place;
import org.vestibule.ehr.vault.SealBrokenException;

/**
 * One sealed list of what is about the clinic as a whole: staff, models of faces, settings, and how
 * the counts of failed sign-ins stood. It is written anew in each transaction that changes any of
 * that or whose audit event says so, with the number of events there were: a row dropped, altered
 * or put back from earlier differs from the list, and a list put back with it is older than the
 * ledger.
 */
public final class ClinicManifest {
  static final String NAME = "clinic_manifest";
  static final String STAFF = "staff";
  static final String MODEL = "face_model";
  static final String SETTING = "meta";

  /** After each of these the list is newer than the event. */
  private static final Set<AuditAction> BOUND =
      Set.of(
          AuditAction.UNLOCKED,
          AuditAction.RECOVERY_KEY_USED,
          AuditAction.STAFF_ADDED,
          AuditAction.STAFF_REMOVED,
          AuditAction.ROLES_CHANGED,
          AuditAction.PASSWORD_RESET,
          AuditAction.SECOND_FACTOR_SET,
          AuditAction.KEYS_ROTATION_STARTED,
          AuditAction.FACES_REENCODED,
          AuditAction.TEMPLATES_RENEWED,
          AuditAction.TOLD_APART,
          AuditAction.FACE_ERASED,
          AuditAction.RECORDS_PARTED,
          AuditAction.RETENTION_CHANGED,
          AuditAction.SETTINGS_CHANGED);

  /** A sealed value ends with what no other sealed value ends with: 16 bytes that prove it. */
  private static final int MARK_BYTES = 16;

  private static final Place PLACE = Place.of("meta", NAME, "content", Tx.CLINIC, 1, Codec.FORMAT);

  private static final Logger LOG = LoggerFactory.getLogger(ClinicManifest.class);

  private final Tx tx;
  private boolean changed;
  private Optional<Optional<Content>> loaded = Optional.empty();

  ClinicManifest(Tx tx) {
    this.tx = tx;
  }

  /**
   * What is sealed.
   *
   * @param events how many audit events there were
   * @param older whether a list from earlier was ever found in the place of a newer one
   * @param rows the mark of each row, by table and name
   */
  private record Content(
      long events, boolean older, Map<String, String> rows, SignInTable.Counts signIns) {}

  /** Whether this store is from before there was such a list: {@link #begin} makes it. */
  public boolean isNew() {
    return content().isEmpty() && !tx.audit().has(AuditAction.CLINIC_LISTED);
  }

  /** Lists what is there. To be called once, with an event that says so. */
  public void begin() {
    replace(new Content(0, false, present(), tx.signIns().counts()));
  }

  /** Whether a setting is another than was set last. */
  public boolean isAltered(String setting) {
    String row = SETTING + "/" + setting;
    Optional<String> present = tx.meta().bytes(setting).map(ClinicManifest::mark);
    return content().isPresent()
        && !present.equals(Optional.ofNullable(content().get().rows().get(row)));
  }

  /** A row was written. */
  void put(String table, String name, byte[] content) {
    change(rows -> rows.put(table + "/" + name, mark(content)));
  }

  /** A row was deleted. */
  void remove(String table, String name) {
    change(rows -> rows.remove(table + "/" + name));
  }

  /** How the counts of failed sign-ins stood when sealed last; empty if this is not known. */
  Optional<SignInTable.Counts> signIns() {
    return content().filter(c -> !c.older()).map(Content::signIns);
  }

  /** Seals how the counts of failed sign-ins stand. */
  void seal(SignInTable.Counts counts) {
    content().ifPresent(c -> replace(new Content(c.events(), c.older(), c.rows(), counts)));
  }

  /** An event is about to be written. */
  void noting(AuditAction action) {
    if (BOUND.contains(action)) {
      content();
      changed = true;
    }
  }

  private interface Change {
    void to(Map<String, String> rows);
  }

  private void change(Change change) {
    content()
        .ifPresent(
            c -> {
              Map<String, String> rows = new TreeMap<>(c.rows());
              change.to(rows);
              replace(new Content(c.events(), c.older(), rows, c.signIns()));
            });
  }

  private void replace(Content next) {
    loaded = Optional.of(Optional.of(next));
    changed = true;
  }

  /** Read before the transaction writes an event, so that an older list is known as one. */
  private Optional<Content> content() {
    if (loaded.isEmpty()) {
      Optional<Content> read =
          tx.meta()
              .bytes(NAME)
              .flatMap(this::opened)
              .map(c -> new Content(c.events(), c.older() || isBehind(c), c.rows(), c.signIns()));
      loaded = Optional.of(read);
    }
    return loaded.get();
  }

  /** Nobody is locked out for want of the list: one that does not open counts as missing. */
  private Optional<Content> opened(byte[] kept) {
    try {
      return Optional.of(Codec.read(Content.class, tx.clinicKey().open(PLACE, kept)));
    } catch (SealBrokenException e) {
      LOG.warn("The clinic's manifest does not open");
      return Optional.empty();
    }
  }

  private boolean isBehind(Content content) {
    return tx.audit().last(BOUND).orElse(0L) > content.events();
  }

  void flush() {
    if (changed && content().isPresent()) {
      Content c = content().get();
      Content next = new Content(tx.audit().state().size(), c.older(), c.rows(), c.signIns());
      tx.meta().setBytes(NAME, tx.clinicKey().seal(PLACE, Codec.write(next)));
      changed = false;
    }
  }

  /** What differs from the list, a sentence each, by kind of row; empty if nothing does. */
  public List<String> problems() {
    if (content().isEmpty()) {
      return isNew()
          ? List.of()
          : List.of(
              "The list of the clinic's staff, settings and models of faces is missing or"
                  + " damaged.");
    }
    List<String> problems = new ArrayList<>();
    if (content().get().older()) {
      problems.add(
          "The list of the clinic's staff, settings and models of faces was put back from"
              + " earlier.");
    }
    Map<String, String> expected = content().get().rows();
    Map<String, String> present = present();
    expected.forEach(
        (row, mark) -> {
          if (!present.containsKey(row)) {
            // Who of staff is missing the ledger knows, which nobody can edit: see AuditTable.
            if (!row.startsWith(STAFF)) {
              problems.add(words(row) + " is missing.");
            }
          } else if (!present.get(row).equals(mark)) {
            problems.add(words(row) + " was altered or put back from earlier.");
          }
        });
    present.keySet().stream()
        .filter(row -> !expected.containsKey(row))
        .forEach(row -> problems.add(words(row) + " is there although nobody here wrote it."));
    return problems;
  }

  private static String words(String row) {
    int slash = row.indexOf('/');
    String name = row.substring(slash + 1);
    return switch (row.substring(0, slash)) {
      case STAFF -> "What the list of staff says of the key slot " + name;
      case MODEL -> "The model of faces " + name;
      default -> "The clinic's setting " + name;
    };
  }

  private Map<String, String> present() {
    Map<String, String> present = new TreeMap<>();
    tx.staff().sealed().forEach((slot, row) -> list(present, STAFF, slot, row));
    tx.models().ends(MARK_BYTES).forEach((encoder, end) -> list(present, MODEL, encoder, end));
    tx.meta().settings().forEach((name, content) -> list(present, SETTING, name, content));
    return present;
  }

  private static void list(Map<String, String> rows, String table, String name, byte[] content) {
    rows.put(table + "/" + name, mark(content));
  }

  private static String mark(byte[] content) {
    int from = Math.max(0, content.length - MARK_BYTES);
    return HexFormat.of().formatHex(content, from, content.length);
  }
}
