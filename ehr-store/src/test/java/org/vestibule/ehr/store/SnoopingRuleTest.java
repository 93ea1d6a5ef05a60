package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.store.SnoopingRule.Opened;
import org.vestibule.ehr.store.Suspicion.Reason;

class SnoopingRuleTest {
  private static final Instant NOON = Instant.parse("2026-03-05T12:00:00Z");
  private static final PatientId ANY = PatientId.random();

  private static Opened opened(long number, boolean surname, boolean expected) {
    return new Opened(number, NOON.plusSeconds(number), "iyer", ANY, surname, expected);
  }

  private static Opened chart(int minute, String actor, PatientId patient) {
    return new Opened(minute, NOON.plusSeconds(60L * minute), actor, patient, false, true);
  }

  @Test
  void whatIsExpectedIsNotSuspicious() {
    assertEquals(List.of(), SnoopingRule.apply(List.of(opened(1, false, true))));
    assertEquals(List.of(), SnoopingRule.apply(List.of()));
  }

  @Test
  void mostReasonsFirstThenTheNewest() {
    List<Suspicion> found =
        SnoopingRule.apply(
            List.of(opened(1, true, true), opened(2, false, false), opened(3, true, false)));
    assertEquals(List.of(3L, 2L, 1L), found.stream().map(Suspicion::number).toList());
    assertEquals(Set.of(Reason.SAME_SURNAME, Reason.NO_APPOINTMENT), found.get(0).reasons());
    assertEquals(Set.of(Reason.NO_APPOINTMENT), found.get(1).reasons());
    assertEquals(Set.of(Reason.SAME_SURNAME), found.get(2).reasons());
  }

  @Test
  void manyDifferentChartsWithinAnHour() {
    List<Opened> all = new ArrayList<>();
    for (int i = 0; i < SnoopingRule.MANY; i++) {
      all.add(chart(i, "iyer", PatientId.random()));
    }
    assertEquals(List.of(), SnoopingRule.apply(all));
    all.add(chart(40, "nair", PatientId.random()));
    all.add(chart(41, "iyer", all.get(5).patient()));
    assertEquals(List.of(), SnoopingRule.apply(all), "another person, and a chart seen already");
    all.add(chart(42, "iyer", PatientId.random()));
    all.add(chart(200, "iyer", PatientId.random()));
    List<Suspicion> found = SnoopingRule.apply(all);
    assertEquals(1, found.size());
    assertEquals(42, found.get(0).number());
    assertEquals(Set.of(Reason.MANY_CHARTS), found.get(0).reasons());
  }
}
