package org.vestibule.ehr.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.AuditTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.FhirImportException;
import org.vestibule.ehr.fhir.Resolution;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * Imports that wait for review, looked through for somebody who is being erased: they are sealed by
 * the clinic's keys, so destroying the patient's does not destroy them. Within one transaction.
 */
final class HeldImports {
  private static final Logger LOG = LoggerFactory.getLogger(HeldImports.class);

  private final Tx tx;
  private final boolean readable;

  /**
   * @param readable whether the clinical keys are there
   */
  HeldImports(Tx tx, boolean readable) {
    this.tx = tx;
    this.readable = readable;
  }

  /**
   * Destroys what waits and is about a person: because the person has the identifier that made it
   * wait, or because anybody in its file has an identifier, or name and birth date, of the person.
   * What cannot be looked into goes too: the clinic has the files and can import them again.
   *
   * @param records all records of the person
   * @return how many
   */
  int destroyAbout(List<Patient> records, Trail trail) {
    Person person = Person.of(records, new ClinicNumber(tx.clinicId()));
    int destroyed = 0;
    for (UUID id : tx.reviews().all()) {
      if (!readable || person.isIn(tx.reviews().find(id, HeldImport.class).orElseThrow())) {
        tx.reviews().remove(id);
        trail.note(AuditAction.IMPORT_SETTLED, records.get(0).id(), "erased " + id);
        destroyed++;
      }
    }
    return destroyed;
  }

  /**
   * What the ledger says waits and was not settled. What was settled in the record of somebody
   * erased since cannot be read: then everything before it counts as settled.
   */
  static Set<UUID> inLedger(Tx tx) {
    Set<UUID> waiting = new HashSet<>();
    Stream.of(AuditAction.IMPORT_HELD, AuditAction.IMPORT_SETTLED)
        .flatMap(action -> events(tx, action).stream())
        .sorted(Comparator.comparingLong(AuditTable.Chained::sequence))
        .map(AuditTable.Chained::event)
        .forEach(event -> follow(event, waiting));
    return waiting;
  }

  private static List<AuditTable.Chained> events(Tx tx, AuditAction action) {
    return tx.audit()
        .search(
            Optional.empty(),
            Optional.of(action),
            Instant.MIN,
            Instant.MAX,
            any -> true,
            Integer.MAX_VALUE);
  }

  private static void follow(AuditEvent event, Set<UUID> waiting) {
    String detail = event.detail();
    if (event.action() == AuditAction.IMPORT_HELD) {
      if (!detail.isEmpty()) {
        waiting.add(UUID.fromString(detail));
      }
    } else if (detail.isEmpty()) {
      waiting.clear();
    } else {
      waiting.removeIf(id -> detail.contains(id.toString()));
    }
  }

  /** By what a person is known in a file. */
  private record Person(Set<PatientId> ids, Set<String> identifiers, Set<String> names) {
    static Person of(List<Patient> records, ClinicNumber number) {
      Set<String> identifiers = new HashSet<>();
      records.forEach(p -> identifiers.addAll(identifiers(p)));
      records.forEach(p -> identifiers.add(Normal.identifier(number.of(p))));
      return new Person(
          records.stream().map(Patient::id).collect(Collectors.toSet()),
          identifiers,
          records.stream().map(Person::name).collect(Collectors.toSet()));
    }

    boolean isIn(HeldImport held) {
      return ids.contains(held.owner()) || is(held.draft()) || isAmong(held);
    }

    private boolean is(Patient draft) {
      return ids.contains(draft.id())
          || names.contains(name(draft))
          || identifiers.contains(Normal.identifier(HeldImport.decision(draft)))
          || identifiers(draft).stream().anyMatch(identifiers::contains);
    }

    /** The file is kept whole, with whoever else is in it. */
    private boolean isAmong(HeldImport held) {
      List<Patient> others = new ArrayList<>();
      try {
        new FhirImport()
            .read(
                held.json(),
                draft -> {
                  others.add(draft);
                  return new Resolution.NeedsReview();
                });
      } catch (FhirImportException | StoreException.Damaged e) {
        LOG.warn("A file that waits for review cannot be read and is destroyed");
        return true;
      }
      return others.stream().anyMatch(this::is);
    }

    private static Set<String> identifiers(Patient patient) {
      return patient.identifiers().stream().map(Normal::identifier).collect(Collectors.toSet());
    }

    private static String name(Patient patient) {
      List<String> words = Normal.words(patient.name()).stream().sorted().toList();
      return String.join(" ", words) + " " + patient.birthDate();
    }

    @Override
    public String toString() {
      return "Person";
    }
  }

  @Override
  public String toString() {
    return "HeldImports";
  }
}
