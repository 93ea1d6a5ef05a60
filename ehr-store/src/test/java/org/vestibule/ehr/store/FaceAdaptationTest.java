package org.vestibule.ehr.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.FaceTemplate;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.ImageBytes;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;

/** One enrolment sample replaced in a real store. */
class FaceAdaptationTest {
  private static final FaceTemplate FRESH = Clinic.template(20);
  private static final ImageBytes SAMPLE = Clinic.picture(20, 7_000);

  @TempDir private Path temp;
  private EhrStore store;
  private Session session;
  private Access desk;
  private PatientId patient;
  private final List<FaceTemplate> templates =
      List.of(Clinic.template(1), Clinic.template(2), Clinic.template(3));

  @BeforeEach
  void open() {
    Created made = Clinic.create(temp.resolve("clinic"));
    made.recoveryKey().close();
    store = made.store();
    session = made.session();
    desk = session.act(Purpose.FACE_RECOGNITION);
    Patient maria = Clinic.maria();
    List<ImageBytes> samples =
        List.of(Clinic.picture(1, 9_000), Clinic.picture(2, 8_000), Clinic.picture(3, 8_500));
    patient =
        desk.faces()
            .enrol(
                new Enrolment(
                    maria,
                    Optional.of(Clinic.faceConsent(maria.id())),
                    templates,
                    samples,
                    Optional.empty()))
            .id();
  }

  @AfterEach
  void close() {
    session.close();
    store.close();
  }

  private Optional<KeptFace> replaceThird() {
    return desk.faces()
        .adapt(
            patient,
            Clinic.ENCODER,
            kept -> Optional.of(new KeptFace.Replacement(2, FRESH, SAMPLE)));
  }

  private long adaptations() {
    return session.act(Purpose.AUDIT).audit().latest(1_000).stream()
        .filter(event -> event.action() == AuditAction.FACE_ADAPTED)
        .count();
  }

  @Test
  void oneSampleAndItsTemplateGoWithOneEvent() {
    KeptFace now = replaceThird().orElseThrow();
    assertEquals(List.of(templates.get(0), templates.get(1), FRESH), now.templates());
    assertEquals(now.templates(), desk.faces().all(Clinic.ENCODER).get(0).templates());
    assertEquals(now.samples(), desk.faces().samples().get(0).samples());
    assertEquals(SAMPLE, now.samples().get(2));
    assertEquals(1, adaptations());
    assertEquals(List.of(), session.act(Purpose.ADMINISTRATION).verify().problems());
  }

  @Test
  void aRuleThatChoosesNothingLeavesEverything() {
    assertEquals(
        Optional.empty(), desk.faces().adapt(patient, Clinic.ENCODER, kept -> Optional.empty()));
    assertEquals(templates, desk.faces().all(Clinic.ENCODER).get(0).templates());
    assertEquals(0, adaptations());
  }

  @Test
  void withoutConsentNothingIsReplaced() {
    desk.consents().withdraw(patient, Purpose.FACE_RECOGNITION);
    assertThrows(StoreException.ConsentMissing.class, this::replaceThird);
    assertEquals(0, adaptations());
  }

  @Test
  void recordsThatWereMergedAreLeftAlone() {
    HumanName name = new HumanName("Okonkwo", "Maria");
    Patient again = Patient.named(name, Clinic.day("1984-02-28")).build();
    PatientId other = session.act(Purpose.FRONT_DESK).people().register(again).id();
    session.act(Purpose.FRONT_DESK).people().merge(other, patient, "");
    assertEquals(Optional.empty(), replaceThird());
    assertEquals(0, adaptations());
  }
}
