package org.vestibule.ehr.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.fhir.FhirExport;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.Place;

/** Charts. Needs the clinical keys. */
public final class Charts {
  /** How many of the latest events about a chart come with it. */
  private static final int LOOKED_AT = 50;

  private final Context context;

  Charts(Context context) {
    this.context = context;
  }

  /** Opens the chart of somebody who is here, which is reason enough; see the other. */
  public Chart open(PatientId id) {
    return open(id, "");
  }

  /**
   * Opens a chart, complete or not at all.
   *
   * @param reason why, in words; kept sealed in the ledger; may be empty
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Damaged if an entry is missing, rolled back or altered
   */
  public Chart open(PatientId id, String reason) {
    return context.write(
        Operation.READ_CHART,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          Family family = context.family(id);
          Patient patient =
              tx.patients().find(family.head()).orElseThrow(StoreException.NotFound::new);
          trail.note(AuditAction.CHART_OPENED, family.head(), AuditEvent.detail("", reason));
          List<ChartEntry> entries = new ArrayList<>();
          List<AuditEvent> lookedAt = new ArrayList<>();
          for (PatientId member : family.members()) {
            tx.entries()
                .complete(member)
                .forEach(e -> entries.add(Readdressed.to(family.head(), e.value())));
            tx.cards().mend(member);
            lookedAt.addAll(tx.audit().about(member, LOOKED_AT));
          }
          if (family.isMerged()) {
            lookedAt.sort(Comparator.comparing(AuditEvent::at).reversed());
          }
          return ChartAssembly.assemble(patient, entries, lookedAt);
        });
  }

  /**
   * Every version of everything in a record that was changed or stands there, complete: first the
   * demographics, then entry by entry, versions in the order in which they were written.
   *
   * @throws StoreException.NotFound if nobody has the id
   */
  public List<EntryVersion> history(PatientId id) {
    return context.write(
        Operation.READ_CHART,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          Family family = context.family(id);
          List<EntryVersion> versions = new ArrayList<>();
          for (PatientId member : family.members()) {
            versions.addAll(new History(tx, member).read());
          }
          trail.note(AuditAction.HISTORY_READ, family.head(), "versions=" + versions.size());
          return versions;
        });
  }

  /**
   * Everything about one patient, complete or not at all, in the open: for the patient, who has a
   * right to it (GDPR, articles 15 and 20).
   *
   * @param reason why, in words; kept sealed in the ledger
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Damaged if an entry is missing, rolled back or altered
   */
  public Export export(PatientId id, String reason) {
    if (reason.isBlank()) {
      throw new StoreException.Invalid("Say why this record is to be exported.");
    }
    return context.write(
        Operation.READ_CHART,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          Family family = context.family(id);
          trail.note(AuditAction.EXPORTED, family.head(), AuditEvent.detail("", reason));
          return export(tx, family);
        });
  }

  /** Everything about one person, within somebody's transaction. */
  static Export export(Tx tx, Family family) {
    Patient patient = tx.patients().find(family.head()).orElseThrow(StoreException.NotFound::new);
    List<ChartEntry> entries = new ArrayList<>();
    List<DocumentReference> documents = new ArrayList<>();
    List<AuditEvent> events = new ArrayList<>();
    for (PatientId member : family.members()) {
      tx.entries()
          .complete(member)
          .forEach(e -> entries.add(Readdressed.to(family.head(), e.value())));
      documents.addAll(Documents.of(tx, member));
      events.addAll(tx.audit().about(member, Integer.MAX_VALUE));
    }
    Patient told = new ClinicNumber(tx.clinicId()).told(patient);
    return new Export(new FhirExport().write(told, entries), documents, events);
  }

  /**
   * Seals a half-written note for whoever is signed in. Nothing is stored, so it is no event.
   * Quick: no database.
   */
  public SealedDraft sealDraft(PatientId id, String text) {
    context.require(Operation.WRITE_CHART, KeyScope.CLINICAL);
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    try {
      return Context.guarded(
          () -> new SealedDraft(context.core().vault().seal(KeyScope.CLINICAL, draft(id), plain)));
    } finally {
      Arrays.fill(plain, (byte) 0);
    }
  }

  /**
   * Opens what the same person sealed in this or an earlier session.
   *
   * @throws StoreException.Damaged if it is another person's or another patient's, or the keys of
   *     its time are destroyed
   */
  public String openDraft(PatientId id, SealedDraft draft) {
    context.require(Operation.WRITE_CHART, KeyScope.CLINICAL);
    return Context.guarded(
        () ->
            new String(
                context.core().vault().open(KeyScope.CLINICAL, draft(id), draft.sealed()),
                StandardCharsets.UTF_8));
  }

  private Place draft(PatientId id) {
    return Place.of("draft", context.session().slot().toString(), "text", id.value(), 0, 1);
  }

  /**
   * Puts entries into a chart, all or none. An entry whose id is there becomes a new version, or
   * nothing if it is the same word for word.
   *
   * @throws IllegalArgumentException if an entry belongs to another patient
   */
  public PutResult put(PatientId id, List<? extends ChartEntry> entries) {
    if (entries.stream().anyMatch(e -> !e.patient().equals(id))) {
      throw new IllegalArgumentException("an entry belongs to another patient");
    }
    return context.write(
        Operation.WRITE_CHART,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          requireKnown(tx, id);
          ChartWriter writer = new ChartWriter(context, tx);
          writer.put(entries, trail.authorship());
          PutResult result = writer.result();
          trail.note(
              AuditAction.CHART_CHANGED,
              id,
              "created=" + result.created() + " changed=" + result.changed());
          return result;
        });
  }

  private static void requireKnown(Tx tx, PatientId id) {
    if (!tx.patients().exists(id)) {
      throw new StoreException.NotFound();
    }
  }

  /**
   * Writes down what was said about allergies as a whole.
   *
   * @param status NONE_KNOWN or NOT_ASKED
   */
  public void stateAllergies(PatientId id, AllergyStatus status) {
    Id<AllergyStatement> statement = Id.fromOrigin(id, "allergy-statement");
    put(id, List.of(new AllergyStatement(statement, id, status, context.now())));
  }
}
