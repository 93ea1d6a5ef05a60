package org.vestibule.face.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.capture.FrameSource;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.match.Decision;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.face.quality.PadResult;
import org.vestibule.natives.ModelCatalogue;

class PresenceTest {
  /** The person looks ahead, turns to one side for two seconds, to the other, and ahead again. */
  @Test
  void whoTurnsAwayStopsAttending() throws Exception {
    List<FaceEvent> events = play(FaceSettings.defaults());
    List<String> kinds =
        events.stream()
            .filter(event -> !(event instanceof FaceEvent.Unknown))
            .map(event -> event.getClass().getSimpleName())
            .toList();
    assertEquals(
        List.of(
            "Arrived", "Attending", "StoppedAttending", "Attending", "StoppedAttending", "Left"),
        kinds);
    for (int i = 1; i < events.size(); i++) {
      assertFalse(events.get(i).time().compareTo(events.get(i - 1).time()) < 0);
    }
  }

  /** As in a folder of pictures: every other one is twice as large as the one before. */
  @Test
  void aFaceStaysOneFaceWherePicturesChangeTheirSize() throws Exception {
    List<FaceEvent> events = new ArrayList<>();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        Identification identification = engine.identification(new EnrolmentDatabase());
        Walk walk = new Walk(TestPictures.collins())) {
      for (int i = 0; i < 16; i++) {
        try (Frame frame = walk.frame(i, 20)) {
          if (i % 2 == 1) {
            Imgproc.resize(frame.bgr(), frame.bgr(), new Size(), 2, 2, Imgproc.INTER_LINEAR);
          }
          events.addAll(identification.observe(frame));
        }
      }
      events.addAll(identification.finish());
    }
    assertEquals(1, events.stream().filter(FaceEvent.Arrived.class::isInstance).count());
    assertEquals(1, events.stream().mapToInt(FaceEvent::track).distinct().count());
  }

  /** A photo that sways and comes nearer: it follows no request. */
  @Test
  void aPhotoFailsTheChallenge() throws Exception {
    FaceSettings settings = FaceSettings.defaults().withChallenge(true);
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), settings);
        Identification identification = engine.identification(new EnrolmentDatabase());
        Walk walk = new Walk(TestPictures.collins())) {
      List<FaceEvent> events = walk.past(identification, 0, 420);
      List<PadResult> results =
          events.stream()
              .filter(FaceEvent.Challenged.class::isInstance)
              .map(event -> ((FaceEvent.Challenged) event).result())
              .toList();
      assertEquals(PadResult.Status.PENDING, results.get(0).status());
      assertEquals(PadResult.Status.FAILED, results.get(results.size() - 1).status());
      Optional<PadResult> shown = identification.tracks().get(0).pad();
      assertEquals(PadResult.Status.FAILED, shown.orElseThrow().status());
    }
  }

  private static List<FaceEvent> play(FaceSettings settings) throws Exception {
    Path clip = TestPictures.data("faces/video/webcam_one_person.avi");
    List<FaceEvent> events = new ArrayList<>();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), settings);
        Identification identification = engine.identification(new EnrolmentDatabase());
        FrameSource source = FrameSources.open(new SourceSpec.Clip(clip), Duration.ofSeconds(20))) {
      for (Optional<Frame> next = source.next(); next.isPresent(); next = source.next()) {
        try (Frame frame = next.get()) {
          events.addAll(identification.observe(frame));
        }
      }
      events.addAll(identification.finish());
    }
    return events;
  }

  /** Somebody steps in while the recognised face is hidden for two thirds of a second. */
  @Test
  void whoTakesAFacesPlaceIsNeverTakenForIt() throws Exception {
    EnrolmentDatabase database = new EnrolmentDatabase();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        Identification identification = engine.identification(database);
        Walk first = new Walk(TestPictures.collins());
        Walk second = new Walk(TestPictures.hopper())) {
      Mat portrait = TestPictures.collins();
      database.put("collins", engine.enrol(List.of(portrait)).samples().get(0).templates());
      portrait.release();
      first.past(identification, 0, 60);
      assertTrue(identification.tracks().get(0).decision() instanceof Decision.Proposed);
      Walk.emptyRoom(identification, 60, 20);
      for (int step = 0; step < 30; step++) {
        try (Frame frame = second.frame(80 + step, 60 + step)) {
          identification.observe(frame);
        }
        assertTrue(
            identification.tracks().stream()
                .noneMatch(track -> track.decision() instanceof Decision.Proposed),
            "step " + step);
      }
    }
  }

  /** Whoever comes back from behind something is the same again after one sample that fits. */
  @Test
  void whoComesBackIsProposedAgain() throws Exception {
    EnrolmentDatabase database = new EnrolmentDatabase();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        Identification identification = engine.identification(database);
        Walk walk = new Walk(TestPictures.collins())) {
      Mat portrait = TestPictures.collins();
      database.put("collins", engine.enrol(List.of(portrait)).samples().get(0).templates());
      portrait.release();
      walk.past(identification, 0, 60);
      Walk.emptyRoom(identification, 60, 30);
      List<FaceEvent> events = walk.past(identification, 90, 12);
      assertEquals(List.of(), events, "the same track goes on after a second");
      assertTrue(identification.tracks().get(0).decision() instanceof Decision.Proposed);
    }
  }
}
