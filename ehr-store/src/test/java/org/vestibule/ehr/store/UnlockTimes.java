package org.vestibule.ehr.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.vestibule.ehr.record.Purpose;

/** Opens a clinic in a process of its own and prints how long that took. */
final class UnlockTimes {
  private UnlockTimes() {}

  /**
   * @param args folder, then {@code rehearsed} or {@code cold}
   */
  public static void main(String[] args) {
    String how = args[1];
    long opening = System.nanoTime();
    try (EhrStore store = Clinic.open(Path.of(args[0]))) {
      print(how + ": opened, still locked, s", opening);
      if (how.equals("rehearsed")) {
        long rehearsing = System.nanoTime();
        store.rehearse();
        print(how + ": rehearsed, s", rehearsing);
      }
      long unlocking = System.nanoTime();
      Session session = Clinic.unlock(store);
      print(how + ": unlocked (next to no KDF), s", unlocking);
      AtomicInteger people = new AtomicInteger();
      session
          .act(Purpose.TREATMENT)
          .faces()
          .each(Clinic.ENCODER, face -> people.addAndGet(face.templates().size()));
      print(how + ": unlocked, with " + people + " templates, s (< 3)", unlocking);
    }
  }

  private static void print(String what, long since) {
    double seconds = (System.nanoTime() - since) / 1e9;
    System.out.printf(Locale.ROOT, "SPEED %-60s %10.2f%n", what, seconds);
  }
}
