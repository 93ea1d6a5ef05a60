package org.vestibule.face.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.detect.FaceSample;
import org.vestibule.face.match.Decision;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.pipeline.EnrolmentOutcome.Reason;
import org.vestibule.face.pipeline.EnrolmentOutcome.Rejected;
import org.vestibule.face.pipeline.FaceSettings.Detector;
import org.vestibule.face.pipeline.FaceSettings.Encoder;
import org.vestibule.face.pipeline.StageTimings.Stage;
import org.vestibule.face.template.DeepEncoder;
import org.vestibule.face.template.Template;
import org.vestibule.natives.ModelCatalogue;

/** The whole way from frame to proposal, on synthetic movement of two public-domain portraits. */
class PortraitPipelineTest {
  private static FaceEngine engine;

  private final EnrolmentDatabase database = new EnrolmentDatabase();

  @BeforeAll
  static void open() throws Exception {
    engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  private static EnrolmentOutcome enrol(FaceEngine by, Mat... pictures) {
    try {
      return by.enrol(List.of(pictures));
    } finally {
      for (Mat picture : pictures) {
        picture.release();
      }
    }
  }

  private static List<Template> templates(List<EnrolledSample> samples) {
    return samples.stream().flatMap(sample -> sample.templates().stream()).toList();
  }

  private static <T> List<T> only(Class<T> type, List<FaceEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Test
  void theEnrolledPersonArrivesIsRecognisedAndLeavesOnce() {
    database.put("collins", templates(enrol(engine, TestPictures.collins()).samples()));
    database.put("hopper", templates(enrol(engine, TestPictures.hopper()).samples()));
    try (Identification identification = engine.identification(database);
        Walk walk = new Walk(TestPictures.collins())) {
      List<FaceEvent> events = walk.past(identification, 0, 90);
      assertEquals(1, identification.tracks().size());
      TrackView view = identification.tracks().get(0);
      assertTrue(view.decision() instanceof Decision.Proposed);
      assertEquals(1.0, view.progress());
      events.addAll(Walk.emptyRoom(identification, 90, 60));
      assertEquals(List.of(), identification.tracks());
      assertEquals(3, events.size(), () -> "events: " + events);
      assertEquals(1, only(FaceEvent.Arrived.class, events).get(0).track());
      FaceEvent.Recognised recognised = only(FaceEvent.Recognised.class, events).get(0);
      assertEquals("collins", recognised.candidate().reference());
      assertEquals(Optional.empty(), recognised.second(), "no eigenfaces are trained");
      assertEquals(1, only(FaceEvent.Left.class, events).size());
      assertEquals(List.of(), identification.finish());
      assertTrue(
          identification.timings().stages().keySet().contains(Stage.USABLE_FACE_TO_PROPOSAL));
    }
  }

  @Test
  void aStrangerIsUnknownAndCanBeEnrolledFromWhatWasSeen() {
    database.put("hopper", templates(enrol(engine, TestPictures.hopper()).samples()));
    try (Identification identification = engine.identification(database);
        Walk walk = new Walk(TestPictures.collins())) {
      List<FaceEvent> events = walk.past(identification, 0, 60);
      assertEquals(List.of(), only(FaceEvent.Recognised.class, events));
      assertEquals(1, only(FaceEvent.Unknown.class, events).size());
      int track = events.get(0).track();
      byte[] jpeg = identification.picture(track).orElseThrow();
      assertEquals((byte) 0xff, jpeg[0]);
      List<EnrolledSample> samples = identification.samples(track);
      assertTrue(samples.size() >= 3, () -> samples.size() + " samples");
      database.put("collins", templates(samples));
      List<FaceEvent> gone = Walk.emptyRoom(identification, 60, 60);
      assertEquals(1, only(FaceEvent.Left.class, gone).size());
      assertFalse(identification.picture(track).isEmpty(), "kept for a while after leaving");
      List<FaceEvent> back = walk.past(identification, 120, 60);
      assertEquals(
          "collins", only(FaceEvent.Recognised.class, back).get(0).candidate().reference());
      Walk.emptyRoom(identification, 2500, 1);
      Walk.emptyRoom(identification, 5000, 1);
      assertTrue(identification.picture(track).isEmpty(), "dropped after a minute");
      assertEquals(List.of(), identification.samples(track));
    }
  }

  @Test
  void aStrangerInASinglePictureArrivesIsUnknownAndLeaves() {
    try (Identification identification = engine.identification(database)) {
      List<FaceEvent> events = observe(identification, TestPictures.collins());
      assertEquals(List.of(), events);
      List<Class<?>> kinds = new ArrayList<>();
      identification.finish().forEach(event -> kinds.add(event.getClass()));
      assertEquals(
          List.of(FaceEvent.Arrived.class, FaceEvent.Unknown.class, FaceEvent.Left.class), kinds);
    }
  }

  @Test
  void aFaceThatOneFrameOfManyShowedWasAFlicker() {
    try (Identification identification = engine.identification(database)) {
      List<FaceEvent> events = observe(identification, TestPictures.collins());
      events.addAll(Walk.emptyRoom(identification, 1, 4));
      events.addAll(identification.finish());
      assertEquals(List.of(), events);
    }
  }

  @Test
  void aFaceIsFollowedThroughPicturesOfOtherSizes() {
    database.put("collins", templates(enrol(engine, TestPictures.collins()).samples()));
    try (Identification identification = engine.identification(database)) {
      List<FaceEvent> events =
          observe(
              identification,
              TestPictures.collins(),
              TestPictures.resized(TestPictures.collins(), 2),
              TestPictures.resized(TestPictures.collins(), 0.7));
      events.addAll(identification.finish());
      assertEquals(1, only(FaceEvent.Arrived.class, events).size(), () -> "events: " + events);
      assertEquals(1, only(FaceEvent.Recognised.class, events).size(), () -> "events: " + events);
    }
  }

  /** Ten pictures a second, as in a folder. */
  private static List<FaceEvent> observe(Identification identification, Mat... pictures) {
    List<FaceEvent> events = new ArrayList<>();
    for (int i = 0; i < pictures.length; i++) {
      try (Frame frame = new Frame(i, Duration.ofMillis(100L * i), pictures[i])) {
        events.addAll(identification.observe(frame));
      }
    }
    return events;
  }

  @Test
  void anotherFaceInATracksPlaceEndsIt() {
    database.put("collins", templates(enrol(engine, TestPictures.collins()).samples()));
    database.put("hopper", templates(enrol(engine, TestPictures.hopper()).samples()));
    try (Identification identification = engine.identification(database);
        Walk first = new Walk(TestPictures.collins());
        Walk second = new Walk(TestPictures.hopper())) {
      List<FaceEvent> before = first.past(identification, 0, 30);
      List<FaceEvent> after = second.past(identification, 30, 60);
      int left = only(FaceEvent.Left.class, after).get(0).track();
      assertEquals(only(FaceEvent.Recognised.class, before).get(0).track(), left);
      FaceEvent.Recognised recognised = only(FaceEvent.Recognised.class, after).get(0);
      assertEquals("hopper", recognised.candidate().reference());
      assertFalse(recognised.track() == left);
    }
  }

  @Test
  void twoCamerasAreWatchedSideBySide() {
    database.put("collins", templates(enrol(engine, TestPictures.collins()).samples()));
    try (Identification one = engine.identification(database);
        Identification other = engine.identification(database);
        Walk collins = new Walk(TestPictures.collins());
        Walk hopper = new Walk(TestPictures.hopper())) {
      List<FaceEvent> there = new ArrayList<>();
      List<FaceEvent> here = new ArrayList<>();
      Thread thread = new Thread(() -> there.addAll(hopper.past(other, 0, 45)));
      thread.start();
      here.addAll(collins.past(one, 0, 45));
      join(thread);
      assertEquals(1, only(FaceEvent.Recognised.class, here).size());
      assertEquals(0, only(FaceEvent.Recognised.class, there).size());
      assertEquals(1, only(FaceEvent.Unknown.class, there).size());
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void picturesOfNoUseAreRejectedWithTheReason() {
    Mat both = new Mat();
    Mat collins = TestPictures.collins();
    Mat hopper = TestPictures.hopper();
    Core.hconcat(List.of(collins, hopper.submat(0, 512, 0, 512)), both);
    EnrolmentOutcome outcome =
        enrol(
            engine,
            TestPictures.grey(640, 480, 128),
            both,
            TestPictures.resized(collins, 0.12),
            TestPictures.blurred(collins, 9),
            TestPictures.lit(collins, 0.06),
            collins,
            hopper,
            TestPictures.blurred(collins, 1));
    List<Reason> reasons = outcome.rejected().stream().map(Rejected::reason).toList();
    assertEquals(Reason.NO_FACE, reasons.get(0));
    assertEquals(Reason.MORE_THAN_ONE_FACE, reasons.get(1));
    assertEquals(Reason.TOO_SMALL, reasons.get(2));
    assertEquals(Reason.TOO_BLURRED, reasons.get(3));
    assertTrue(
        reasons.get(4) == Reason.TOO_DARK || reasons.get(4) == Reason.NO_FACE, reasons::toString);
    assertEquals(Reason.NOT_THE_SAME_PERSON, reasons.get(5));
    assertEquals(6, reasons.size());
    assertEquals(2, outcome.samples().size());
  }

  @Test
  void ofTwoPeopleWithoutAMajorityNobodyIsEnrolled() {
    EnrolmentOutcome outcome = enrol(engine, TestPictures.collins(), TestPictures.hopper());
    assertEquals(List.of(), outcome.samples());
    assertEquals(
        List.of(
            new Rejected(0, Reason.NOT_THE_SAME_PERSON),
            new Rejected(1, Reason.NOT_THE_SAME_PERSON)),
        outcome.rejected());
  }

  @Test
  void theSamePictureTwiceIsOneSample() {
    EnrolmentOutcome outcome = enrol(engine, TestPictures.collins(), TestPictures.collins());
    assertEquals(1, outcome.samples().size());
    assertEquals(List.of(new Rejected(1, Reason.THE_SAME_PICTURE)), outcome.rejected());
  }

  @Test
  void theFaceOfSomebodyElseDoesNotFit() {
    EnrolmentDatabase database = new EnrolmentDatabase();
    database.put("collins", templates(enrol(engine, TestPictures.collins()).samples()));
    EnrolledSample collins =
        enrol(engine, TestPictures.blurred(TestPictures.collins(), 1)).samples().get(0);
    EnrolledSample hopper = enrol(engine, TestPictures.hopper()).samples().get(0);
    assertTrue(collins.fits("collins", database));
    assertFalse(hopper.fits("collins", database));
    assertTrue(hopper.fits("hopper", database), "who has no references yet");
  }

  @Test
  void aSampleReEncodesToItsTemplate() {
    EnrolledSample sample = enrol(engine, TestPictures.collins()).samples().get(0);
    assertEquals(sample.templates(), engine.encode(sample.png()));
    assertThrows(IllegalArgumentException.class, () -> engine.encode(new byte[] {1, 2, 3}));
    assertThrows(IllegalArgumentException.class, () -> engine.encode(new byte[0]));
  }

  @Test
  void eigenfacesOfFewPeopleGiveASecondOpinionThatIsMarked() throws Exception {
    try (FaceEngine own = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults())) {
      trainOnTwo(own);
      try (Identification identification = own.identification(database);
          Walk walk = new Walk(TestPictures.collins())) {
        List<FaceEvent> events = walk.past(identification, 0, 30);
        FaceEvent.Recognised recognised = only(FaceEvent.Recognised.class, events).get(0);
        SecondOpinion second = recognised.second().orElseThrow();
        assertEquals("eigenface", second.encoder().name());
        assertTrue(second.tooFewPeople());
      }
    }
  }

  @Test
  void eigenfacesOfFewPeopleDecideNothing() throws Exception {
    FaceSettings settings = FaceSettings.defaults().with(Encoder.EIGENFACE).with(Detector.HAAR);
    try (FaceEngine own = FaceEngine.open(new ModelCatalogue(), settings)) {
      trainOnTwo(own);
      assertEquals("eigenface", own.proposing().name());
      try (Identification identification = own.identification(database);
          Walk walk = new Walk(TestPictures.collins())) {
        List<FaceEvent> events = walk.past(identification, 0, 90);
        assertEquals(List.of(), only(FaceEvent.Recognised.class, events));
        SecondOpinion second = only(FaceEvent.Unknown.class, events).get(0).second().orElseThrow();
        assertTrue(second.tooFewPeople());
      }
    }
  }

  private void trainOnTwo(FaceEngine own) {
    Map<String, List<byte[]>> samples = new HashMap<>();
    samples.put("collins", pngsOf("collins", own, TestPictures.collins()));
    samples.put("hopper", pngsOf("hopper", own, TestPictures.hopper()));
    EigenfaceTraining first = own.trainEigenfaces(samples, database).orElseThrow();
    EigenfaceTraining again = own.trainEigenfaces(samples, database).orElseThrow();
    assertEquals(first.model().id().version() + 1, again.model().id().version());
    assertEquals(2, database.size(again.model().id()));
    assertEquals(0, database.size(first.model().id()));
    assertEquals(again.model().id(), own.eigenfaces().orElseThrow().id());
  }

  @Test
  void eigenfacesChangeWithoutEverybodysSamples() throws Exception {
    try (FaceEngine own = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults())) {
      List<byte[]> collins = pngsOf("collins", own, TestPictures.collins());
      List<byte[]> hopper = pngsOf("hopper", own, TestPictures.hopper());
      assertEquals(
          Optional.empty(),
          own.changeEigenfaces(Set.of(), Map.of("hopper", hopper), database),
          "nothing is there to change yet");
      assertTrue(own.trainEigenfaces(Map.of("collins", collins), database).isPresent());
      EigenfaceTraining both =
          own.changeEigenfaces(Set.of(), Map.of("hopper", hopper), database).orElseThrow();
      assertEquals(Set.of("collins", "hopper"), both.templates().keySet());
      assertEquals(2, database.size(both.model().id()));
      database.remove("collins");
      own.forgetEigenfaces();
      assertEquals(Optional.empty(), own.eigenfaces());
      EigenfaceTraining rest =
          own.changeEigenfaces(Set.of("collins"), Map.of(), database).orElseThrow();
      assertEquals(Set.of("hopper"), rest.templates().keySet());
      assertEquals(rest.model().id(), own.eigenfaces().orElseThrow().id());
      EigenfaceTraining anew =
          own.trainEigenfaces(Map.of("hopper", hopper), database).orElseThrow();
      assertEquals(rest.model().components(), anew.model().components());
    }
  }

  @Test
  void theSmallNetworkSaysWhoItIsBesideTheOthers() throws Exception {
    try (FaceEngine own = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults())) {
      Map<String, List<byte[]>> samples = new HashMap<>();
      samples.put("collins", pngsOf("collins", own, TestPictures.collins()));
      samples.put("hopper", pngsOf("hopper", own, TestPictures.hopper()));
      assertEquals(Optional.empty(), own.trainNetwork(samples, 1, 2, database), "too few people");
      for (int p = 0; p < 8; p++) {
        // Nobody's face: only to be told apart.
        Mat noise = new Mat(112, 112, CvType.CV_8UC3);
        Core.setRNGSeed(p);
        Core.randu(noise, 0, 255);
        String name = "pattern" + p;
        List<byte[]> pngs = List.of(Pictures.png(new FaceSample(noise)));
        database.put(name, own.encode(pngs.get(0)));
        samples.put(name, pngs);
        noise.release();
      }
      NetworkTraining training = own.trainNetwork(samples, 1, 2, database).orElseThrow();
      assertEquals(samples.keySet(), training.templates().keySet());
      assertEquals(10, database.size(training.model().id()));
      try (Identification identification = own.identification(database);
          Walk walk = new Walk(TestPictures.collins())) {
        FaceEvent.Recognised recognised =
            only(FaceEvent.Recognised.class, walk.past(identification, 0, 30)).get(0);
        SecondOpinion network = recognised.network().orElseThrow();
        assertEquals("cnn", network.encoder().name());
        assertEquals(Optional.of("collins"), network.reference());
        assertTrue(!network.tooFewPeople());
      }
      own.forgetNetwork();
      assertEquals(1, own.encode(samples.get("collins").get(0)).size(), "the deep one is left");
    }
  }

  private List<byte[]> pngsOf(String person, FaceEngine own, Mat picture) {
    Mat dim = TestPictures.lit(picture, 0.7);
    Mat tilted = TestPictures.turned(picture, 8);
    List<EnrolledSample> samples = enrol(own, picture, dim, tilted).samples();
    database.put(person, templates(samples));
    return samples.stream().map(EnrolledSample::png).toList();
  }

  @Test
  void trainingOnNothingChangesNothing() {
    assertEquals(Optional.empty(), engine.trainEigenfaces(Map.of(), database));
    assertEquals(Optional.empty(), engine.eigenfaces());
    assertEquals(DeepEncoder.ID, engine.proposing());
  }

  @Test
  void aClosedEngineSaysSo() throws Exception {
    FaceEngine own = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
    own.close();
    own.close();
    Mat picture = TestPictures.grey(64, 64, 10);
    assertThrows(IllegalStateException.class, () -> own.detect(picture));
    picture.release();
  }
}
