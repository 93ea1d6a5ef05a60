package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.vestibule.ehr.db.EmergencyTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.EmergencyFacts;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.vault.KeyScope;

/**
 * Emergency access ("breaking the glass"): anybody of staff opens the emergency card of a patient
 * at once for a stated reason, and somebody else signs that off afterwards.
 */
public final class Emergencies {
  /** Fewest characters of a reason. */
  public static final int REASON_LENGTH = 8;

  private final Context context;

  Emergencies(Context context) {
    this.context = context;
  }

  /**
   * Opens the emergency card: allergies, blood group, medicines, and whom to call. Needs the
   * directory keys only.
   *
   * @param reason in words, at least {@value #REASON_LENGTH} characters
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Damaged if the card is missing, rolled back or altered
   */
  public EmergencyCard open(PatientId id, String reason) {
    if (reason.strip().length() < REASON_LENGTH) {
      throw new StoreException.Invalid(
          "Say in at least "
              + REASON_LENGTH
              + " letters why you need this: it will be reviewed afterwards.");
    }
    return context.write(
        Operation.BREAK_GLASS,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Family family = context.family(id);
          Patient patient =
              tx.patients().find(family.head()).orElseThrow(StoreException.NotFound::new);
          EmergencyFacts facts = facts(tx, family);
          UUID use = UUID.randomUUID();
          tx.emergencies()
              .insert(
                  new EmergencyTable.Use(
                      use,
                      patient.id(),
                      context.session().slot(),
                      context.session().user(),
                      trail.at(),
                      reason.strip(),
                      Optional.empty()));
          trail.note(AuditAction.BROKE_GLASS, patient.id(), reason.strip());
          return new EmergencyCard(use, patient, facts);
        });
  }

  /** The cards of all records of the person together: an allergy may stand in any of them. */
  private static EmergencyFacts facts(Tx tx, Family family) {
    List<EmergencyFacts> cards = new ArrayList<>();
    for (PatientId member : family.members()) {
      // An older card put in place of the present one could hide an allergy.
      tx.manifests().check(member.value(), KeyScope.DIRECTORY);
      Optional<EmergencyFacts> card = tx.cards().find(member);
      if (card.isEmpty() && tx.patients().hasClinicalKey(member.value())) {
        throw new StoreException.Refused(
            "This record has no emergency card yet: ask a doctor to open the chart.");
      }
      cards.add(card.orElse(EmergencyFacts.NOTHING_ASKED));
    }
    return EmergencyFacts.together(cards);
  }

  /** Whoever the clinic calls this. */
  public Optional<PatientId> numbered(String number) {
    context.require(Operation.BREAK_GLASS, KeyScope.DIRECTORY);
    return context.core().directory().numbered(number);
  }

  /** What waits to be signed off, oldest first. */
  public List<EmergencyUse> waiting() {
    return context.write(
        Operation.REVIEW_EMERGENCY,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          List<EmergencyUse> all =
              tx.emergencies().waiting().stream()
                  .map(
                      u ->
                          new EmergencyUse(
                              u.id(),
                              tx.patients()
                                  .find(u.patient())
                                  .orElseThrow(StoreException.NotFound::new),
                              u.user(),
                              u.at(),
                              u.reason()))
                  .toList();
          trail.note(AuditAction.EMERGENCIES_LISTED, "waiting=" + all.size());
          return all;
        });
  }

  /**
   * Signs a use off.
   *
   * @param justified whether the access was right
   * @param remark in words; needed when it was not
   * @throws StoreException.Denied if it is the reviewer's own
   * @throws StoreException.AlreadyReviewed if that was done
   * @throws StoreException.NotFound if there is none with this id
   */
  public void review(UUID use, boolean justified, String remark) {
    if (!justified && remark.isBlank()) {
      throw new StoreException.Invalid("Say in a few words what was wrong with this access.");
    }
    context.write(
        Operation.REVIEW_EMERGENCY,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          EmergencyTable.Use waiting =
              tx.emergencies()
                  .find(use)
                  .orElseThrow(
                      () ->
                          new StoreException.NotFound(
                              "There is no such emergency access: look at the list of what"
                                  + " waits."));
          if (waiting.review().isPresent()) {
            throw new StoreException.AlreadyReviewed(waiting.review().get().user());
          }
          if (waiting.slot().equals(context.session().slot())
              || waiting.user().equals(context.session().user())) {
            throw new StoreException.Refused(
                "Nobody signs off the own emergency access: ask another administrator or the"
                    + " auditor.");
          }
          tx.emergencies()
              .review(
                  waiting,
                  new EmergencyTable.Review(
                      context.session().user(), trail.at(), justified, remark.strip()));
          trail.note(
              AuditAction.EMERGENCY_REVIEWED,
              waiting.patient(),
              (justified ? "justified " : "not justified ") + remark.strip());
          return null;
        });
  }
}
