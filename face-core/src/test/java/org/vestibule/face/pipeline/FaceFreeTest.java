package org.vestibule.face.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.vestibule.face.capture.Frame;
import org.vestibule.face.detect.FaceFree;
import org.vestibule.face.match.EnrolmentDatabase;
import org.vestibule.natives.ModelCatalogue;

class FaceFreeTest {
  private static final int FRAMES = 1000;

  /**
   * Frames as video: the parts of the portraits and of the crowd's photographs where nobody is, as
   * moving cuts, and a camera's noise.
   */
  @Test
  void whereNobodyIsNobodyArrivesInAThousandFrames() throws Exception {
    List<FaceEvent> events = new ArrayList<>();
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults());
        Identification identification = engine.identification(new EnrolmentDatabase());
        FaceFree scenes = FaceFree.open()) {
      for (int i = 0; i < FRAMES; i++) {
        try (Frame frame = new Frame(i, Duration.ofMillis(33L * i), scenes.frame(i))) {
          events.addAll(identification.observe(frame));
        }
      }
      events.addAll(identification.finish());
    }
    assertEquals(List.of(), events);
  }
}
