package org.vestibule.ehr.store;

import java.util.ArrayList;
import java.util.List;
import org.vestibule.ehr.ledger.LedgerFormatException;
import org.vestibule.ehr.ledger.LedgerHead;

/** One actor with one purpose: the way to the facades. Safe for use by several threads. */
public final class Access {
  private final Context context;

  Access(Context context) {
    this.context = context;
  }

  /**
   * Whether a role of whoever is signed in gives this for this purpose: for leaving out what would
   * be refused. It is asked again when it is done.
   */
  public boolean may(Operation operation) {
    return context.may(operation);
  }

  /** Demographics, lookup and search. */
  public People people() {
    return new People(context);
  }

  /** Charts. */
  public Charts charts() {
    return new Charts(context);
  }

  /** Files that belong to patients. */
  public Documents documents() {
    return new Documents(context);
  }

  /** What patients agreed to. */
  public Consents consents() {
    return new Consents(context);
  }

  /** Records that come from elsewhere. */
  public Imports imports() {
    return new Imports(context);
  }

  /** Practitioners, organisations and places. */
  public Providers providers() {
    return new Providers(context);
  }

  /** Templates, samples and the models made of them. */
  public Faces faces() {
    return new Faces(context);
  }

  /** Appointments and arrivals. */
  public Queue queue() {
    return new Queue(context);
  }

  /** Who did what. */
  public Audit audit() {
    return new Audit(context);
  }

  /** Backups of everything. */
  public Backups backups() {
    return new Backups(context);
  }

  /** Emergency access and its reviews. */
  public Emergencies emergencies() {
    return new Emergencies(context);
  }

  /** Destroying a patient's keys. */
  public Erasures erasures() {
    return new Erasures(context);
  }

  /** What has been kept long enough. */
  public Retention retention() {
    return new Retention(context);
  }

  /** What the clinic chose for itself. */
  public Settings settings() {
    return new Settings(context);
  }

  /** Staff and their keys. */
  public Keys keys() {
    return new Keys(context);
  }

  /**
   * Checks the database's integrity, opens every sealed value the session has keys for, compares
   * every manifest, recomputes every lookup entry and walks the whole ledger. Reads beside the
   * writer; takes minutes with many patients.
   */
  public VerifyReport verify() {
    return new Verification(context, List.of()).run();
  }

  /**
   * As {@link #verify()}, and compares with heads that were kept elsewhere: names what is missing.
   *
   * @param heads as {@link Audit.Head#text} was
   * @throws StoreException.Invalid if one is no head, or was cut
   */
  public VerifyReport verify(List<String> heads) {
    List<LedgerHead> parsed = new ArrayList<>();
    for (String head : heads) {
      try {
        parsed.add(LedgerHead.parse(head));
      } catch (LedgerFormatException e) {
        throw new StoreException.Invalid(
            "This is no whole ledger head: copy it again, from VESTIBULE-HEAD on.");
      }
    }
    return new Verification(context, parsed).run();
  }

  Context context() {
    return context;
  }
}
