package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.vestibule.ehr.db.ModelTable;
import org.vestibule.ehr.db.StoredEntry;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Consent;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.vault.KeyScope;

/** What patients agreed to or refused. Needs the directory keys. */
public final class Consents {
  private final Context context;

  Consents(Context context) {
    this.context = context;
  }

  /** Everything a patient ever agreed to or refused, the latest first. */
  public List<Consent> all(PatientId id) {
    return context.write(
        Operation.READ_CONSENT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Family family = known(tx, id);
          trail.note(AuditAction.CONSENTS_READ, family.head(), "");
          return of(tx, family).stream()
              .sorted(Comparator.comparing(Consent::from).reversed())
              .toList();
        });
  }

  /**
   * Writes consents, refusals and flags down, all or none.
   *
   * @throws IllegalArgumentException if one is another patient's or of another kind
   */
  public void put(PatientId id, List<? extends ChartEntry> entries) {
    context.write(
        Operation.GIVE_CONSENT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          known(tx, id);
          Beside.put(tx, trail, id, entries);
          return null;
        });
  }

  /**
   * Writes down that the patient takes a consent back. For {@link Purpose#FACE_RECOGNITION} erases
   * templates, samples and every derived model the patient has a share in, in the same transaction;
   * the photo of the record stays.
   */
  public WithdrawalReceipt withdraw(PatientId id, Purpose purpose) {
    return context.write(
        Operation.WITHDRAW_CONSENT,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Family family = known(tx, id);
          int withdrawn = 0;
          for (Consent consent : standing(tx, family)) {
            if (consent.purpose() == purpose && consent.withdrawn().isEmpty()) {
              tx.entries().put(withdrawn(consent, trail.at()), trail.authorship());
              withdrawn++;
            }
          }
          trail.note(AuditAction.CONSENT_WITHDRAWN, family.head(), purpose.name());
          Erased erased =
              purpose == Purpose.FACE_RECOGNITION ? erase(tx, trail, family) : Erased.NONE;
          return new WithdrawalReceipt(
              family.head(),
              purpose,
              trail.at(),
              context.session().user(),
              withdrawn,
              erased.templates(),
              erased.samples(),
              erased.models(),
              tx.audit().state().size());
        });
  }

  record Erased(int templates, int samples, List<String> models) {
    static final Erased NONE = new Erased(0, 0, List.of());
  }

  static Erased erase(Tx tx, Trail trail, Family family) {
    int templates = 0;
    int samples = 0;
    for (PatientId member : family.members()) {
      templates += tx.faces().removeTemplates(member);
      samples += tx.faces().removeSamples(member);
    }
    List<String> models = new ArrayList<>();
    for (String encoder : tx.models().encoders()) {
      boolean shares = tx.models().find(encoder).map(m -> sharesIn(m, family)).orElse(false);
      if (shares) {
        tx.models().remove(encoder);
        models.add(encoder);
      }
    }
    trail.note(
        AuditAction.FACE_ERASED,
        family.head(),
        "templates=" + templates + " samples=" + samples + " models=" + models.size());
    return new Erased(templates, samples, models);
  }

  private static boolean sharesIn(ModelTable.Model model, Family family) {
    return family.members().stream().anyMatch(model.contributors()::contains);
  }

  /** A person's consents, all about the record that stands for the person. */
  static List<Consent> of(Tx tx, Family family) {
    return standing(tx, family).stream().map(c -> Readdressed.to(family.head(), c)).toList();
  }

  /** A person's consents, each about the record in which it stands. */
  private static List<Consent> standing(Tx tx, Family family) {
    return family.members().stream()
        .flatMap(member -> tx.entries().complete(member, KeyScope.DIRECTORY).stream())
        .map(StoredEntry::value)
        .filter(Consent.class::isInstance)
        .map(Consent.class::cast)
        .toList();
  }

  private Family known(Tx tx, PatientId id) {
    if (!tx.patients().exists(id)) {
      throw new StoreException.NotFound();
    }
    return context.family(id);
  }

  private static Consent withdrawn(Consent consent, Instant at) {
    return new Consent(
        consent.id(),
        consent.patient(),
        consent.purpose(),
        consent.decision(),
        consent.from(),
        consent.until(),
        Optional.of(at),
        consent.witness());
  }
}
