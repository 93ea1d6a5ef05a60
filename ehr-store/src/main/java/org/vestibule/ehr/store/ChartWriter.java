package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.List;
import org.vestibule.ehr.db.Authorship;
import org.vestibule.ehr.db.EntryTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.Appointment;
import org.vestibule.ehr.record.AppointmentStatus;
import org.vestibule.ehr.record.ChartEntry;

/** Puts entries and what they are found by, within somebody's transaction, and counts. */
final class ChartWriter {
  private final Context context;
  private final Tx tx;
  private int created;
  private int changed;
  private int unchanged;

  ChartWriter(Context context, Tx tx) {
    this.context = context;
    this.tx = tx;
  }

  void put(ChartEntry given, Authorship authorship) {
    put(List.of(given), authorship);
  }

  void put(List<? extends ChartEntry> given, Authorship authorship) {
    List<ChartEntry> entries = given.stream().<ChartEntry>map(this::placed).toList();
    List<EntryTable.Put> results = tx.entries().put(entries, authorship);
    for (int i = 0; i < entries.size(); i++) {
      count(entries.get(i), results.get(i));
    }
  }

  private void count(ChartEntry entry, EntryTable.Put result) {
    switch (result) {
      case CREATED -> created++;
      case CHANGED -> changed++;
      case UNCHANGED -> unchanged++;
    }
    if (entry instanceof Appointment appointment && result != EntryTable.Put.UNCHANGED) {
      tx.entryIndex().set(entry, tokens(context, appointment));
    }
  }

  /** An entry goes where it stands: perhaps into a record that was merged into this one. */
  private ChartEntry placed(ChartEntry entry) {
    Family family = context.family(entry.patient());
    if (!family.isMerged()) {
      return entry;
    }
    return tx.entries()
        .ownerOf(entry.id())
        .filter(family.members()::contains)
        .map(owner -> Readdressed.to(owner, entry))
        .orElse(entry);
  }

  /** An appointment is found by its day, in this machine's time zone, unless it was cancelled. */
  static List<Lookups.Key> keys(Context context, Appointment appointment) {
    if (appointment.status() == AppointmentStatus.CANCELLED) {
      return List.of();
    }
    LocalDate day = LocalDate.ofInstant(appointment.start(), context.core().clock().getZone());
    return List.of(Lookups.day(day));
  }

  static List<byte[]> tokens(Context context, Appointment appointment) {
    Lookups lookups = new Lookups(context.core().vault());
    return keys(context, appointment).stream().map(lookups::token).toList();
  }

  PutResult result() {
    return new PutResult(created, changed, unchanged);
  }
}
