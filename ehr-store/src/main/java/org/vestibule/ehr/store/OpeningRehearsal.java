package org.vestibule.ehr.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.vault.KdfCost;
import org.vestibule.ehr.vault.KeyScope;

/**
 * Opens everybody's names and templates of an invented clinic over and over. Java runs code slowly
 * until it has run it a few thousand times, and a fresh process would do that learning while
 * somebody waits for a large clinic to open.
 */
final class OpeningRehearsal {
  private static final Logger LOG = LoggerFactory.getLogger(OpeningRehearsal.class);

  private static final int PEOPLE = 500;
  private static final int ROUNDS = 100;
  private static final String ENCODER = "rehearsal/1";
  private static final int TEMPLATE_BYTES = 2_048;

  private final BooleanSupplier enough;

  /**
   * @param enough asked between rounds; ends the rehearsal
   */
  OpeningRehearsal(BooleanSupplier enough) {
    this.enough = enough;
  }

  /**
   * Takes some seconds, and a temporary folder. Whatever fails here does so again when it matters,
   * so it is only noted.
   *
   * @return how often the clinic was opened
   */
  int run() {
    try {
      Path folder = Files.createTempDirectory("vestibule-rehearsal");
      try {
        StorePlace place = StorePlace.in(folder.resolve("clinic"));
        return Context.guarded(() -> rehearse(place));
      } finally {
        Restoring.wipe(folder);
      }
    } catch (IOException | StoreException e) {
      LOG.info("Opening was not rehearsed", e);
      return 0;
    }
  }

  private int rehearse(StorePlace place) {
    NewClinic clinic = new NewClinic("Rehearsal", "nobody", "nobody's own".toCharArray());
    try (Created made = EhrStore.create(place, clinic, KdfCost.weak(), Clock.systemUTC())) {
      Access access = made.session().act(Purpose.TREATMENT);
      invent(access.context());
      int round = 0;
      while (round < ROUNDS && !enough.getAsBoolean()) {
        access.context().core().everybody();
        access.faces().each(ENCODER, face -> {});
        round++;
      }
      return round;
    }
  }

  private static void invent(Context context) {
    context.write(
        Operation.REGISTER,
        KeyScope.INDEX,
        (tx, trail) -> {
          for (int i = 0; i < PEOPLE; i++) {
            Patient person =
                Patient.named(new HumanName("Family" + i, "Given" + i), LocalDate.EPOCH.plusDays(i))
                    .phone("+00 " + i)
                    .address("Street " + i)
                    .build();
            tx.patients().insert(person, List.of());
            tx.faces()
                .putTemplates(
                    person.id(),
                    ENCODER,
                    List.of(new FaceTemplate(ENCODER, new byte[TEMPLATE_BYTES])));
          }
          return null;
        });
  }
}
