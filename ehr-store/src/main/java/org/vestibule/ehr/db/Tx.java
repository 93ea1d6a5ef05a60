package org.vestibule.ehr.db;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;
import org.vestibule.ehr.vault.Vault;

/** One transaction and its tables. For the thread that was given it, while its work runs. */
public final class Tx {
  /** Stands where a patient's id would stand, for what is about the clinic as a whole. */
  static final UUID CLINIC = new UUID(0, 0);

  private final Handle handle;
  private final Vault vault;
  private final Dialect dialect;
  private final Sql sql;
  private final PatientTable patients = new PatientTable(this);
  private final ManifestTable manifests = new ManifestTable(this);
  private final ClinicManifest clinic = new ClinicManifest(this);
  private final EmergencyCardTable cards = new EmergencyCardTable(this);
  private final Map<KeyScope, Map<UUID, PatientKey>> keys = new HashMap<>();
  private Optional<PatientKey> clinicKey = Optional.empty();
  private final List<Runnable> afterCommit = new ArrayList<>();
  private final Set<News> news = new LinkedHashSet<>();
  private boolean destroys;

  Tx(Handle handle, KeptStatements statements, Vault vault, Dialect dialect) {
    this.handle = handle;
    this.vault = vault;
    this.dialect = dialect;
    this.sql = new Sql(handle.getConnection(), statements, dialect);
  }

  /** Patients and their blind index. */
  public PatientTable patients() {
    return patients;
  }

  /** What stands in charts. */
  public EntryTable entries() {
    return new EntryTable(this);
  }

  /** What entries are found by. */
  public EntryIndex entryIndex() {
    return new EntryIndex(this);
  }

  /** Photos, templates, samples. */
  public FaceTable faces() {
    return new FaceTable(this);
  }

  /** Sealed files beside the database. */
  public BlobTable blobs() {
    return new BlobTable(this);
  }

  /** Models derived from faces. */
  public ModelTable models() {
    return new ModelTable(this);
  }

  /** The ledger. */
  public AuditTable audit() {
    return new AuditTable(this);
  }

  /** Failed sign-ins. */
  public SignInTable signIns() {
    return new SignInTable(this);
  }

  /** What of each chart saves a life. */
  public EmergencyCardTable cards() {
    return cards;
  }

  /** Uses of emergency access. */
  public EmergencyTable emergencies() {
    return new EmergencyTable(this);
  }

  /** Who was erased. */
  public ErasureTable erasures() {
    return new ErasureTable(this);
  }

  /** Staff and their slots. */
  public StaffTable staff() {
    return new StaffTable(this);
  }

  /** What waits for a decision of staff. */
  public ReviewTable reviews() {
    return new ReviewTable(this);
  }

  /** Practitioners, organisations and places. */
  public ProviderTable providers() {
    return new ProviderTable(this);
  }

  /** Settings and counters. */
  public MetaTable meta() {
    return new MetaTable(this);
  }

  /** Completeness of what belongs to the clinic as a whole. */
  public ClinicManifest clinic() {
    return clinic;
  }

  /** Completeness of what belongs to a patient. */
  public ManifestTable manifests() {
    return manifests;
  }

  /** The random id of the clinic, which no other clinic has. */
  public UUID clinicId() {
    return vault.id();
  }

  /** Runs when the transaction is on the disk, before another one begins; not if it fails. */
  public void whenCommitted(Runnable action) {
    afterCommit.add(action);
  }

  /**
   * Says that what this transaction deletes or replaces must not outlive it in the database's log
   * either: keys and faces above all.
   */
  public void destroy() {
    destroys = true;
  }

  boolean destroys() {
    return destroys;
  }

  /** Tells other machines when the transaction is on the disk. */
  public void tell(News.Kind kind, Optional<PatientId> patient) {
    news.add(new News(kind, patient));
  }

  List<String> integrityProblems() {
    try {
      return dialect.integrityProblems(handle);
    } catch (SQLException e) {
      throw dialect.translate(e);
    }
  }

  void beforeCommit() {
    cards.flush();
    manifests.flush();
    clinic.flush();
    news.forEach(n -> dialect.tell(handle, n));
  }

  void afterCommit() {
    afterCommit.forEach(Runnable::run);
  }

  Handle handle() {
    return handle;
  }

  Sql sql() {
    return sql;
  }

  Vault vault() {
    return vault;
  }

  /** The patient's data key, opened once a transaction. */
  PatientKey key(KeyScope scope, UUID patient) {
    return keys.computeIfAbsent(scope, s -> new HashMap<>())
        .computeIfAbsent(patient, p -> patients().key(scope, p));
  }

  PatientKey key(KeyScope scope, UUID patient, byte[] wrapped) {
    if (wrapped == null) {
      throw DatabaseException.damaged("a patient's key is missing");
    }
    return keys.computeIfAbsent(scope, s -> new HashMap<>())
        .computeIfAbsent(patient, p -> vault.patientKey(scope, p, wrapped));
  }

  /**
   * The data key of what is about the clinic as a whole: wrapped as a patient's is, so that what it
   * sealed (events, which never change) outlives every rotation.
   */
  PatientKey clinicKey() {
    if (clinicKey.isEmpty()) {
      byte[] wrapped =
          meta()
              .bytes(MetaTable.CLINIC_KEY)
              .orElseThrow(() -> DatabaseException.damaged("the clinic's key is missing"));
      clinicKey = Optional.of(vault.patientKey(KeyScope.DIRECTORY, CLINIC, wrapped));
    }
    return clinicKey.get();
  }

  static int number(KeyScope scope) {
    return switch (scope) {
      case DIRECTORY -> 1;
      case CLINICAL -> 2;
      default -> throw new IllegalArgumentException("no rows of patients are sealed by " + scope);
    };
  }
}
