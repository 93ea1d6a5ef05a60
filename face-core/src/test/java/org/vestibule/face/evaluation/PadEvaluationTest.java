package org.vestibule.face.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vestibule.face.TestPictures;
import org.vestibule.face.capture.FrameSources;
import org.vestibule.face.capture.SourceSpec;
import org.vestibule.face.evaluation.PadEvaluation.Row;
import org.vestibule.face.evaluation.PadEvaluation.Species;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.natives.ModelCatalogue;

class PadEvaluationTest {
  /** Synthetic: one clip of one person. */
  @Test
  void picturesRarelyPassAndWhatStandsStillNeverDoes() throws Exception {
    Path clip = TestPictures.data("faces/video/webcam_one_person.avi");
    try (FaceEngine engine = FaceEngine.open(new ModelCatalogue(), FaceSettings.defaults())) {
      Map<Species, Row> table =
          PadEvaluation.run(
              engine,
              () -> FrameSources.open(new SourceSpec.Clip(clip), Duration.ofSeconds(20)),
              200,
              1);
      table.forEach((species, row) -> System.out.println("PAD " + species + " " + row));
      assertEquals(0, table.get(Species.STILL_PHOTO).passed());
      assertEquals(0, table.get(Species.FROZEN_CAMERA).passed());
      assertEquals(0, table.get(Species.INJECTED_LOOP).passed());
      assertTrue(table.get(Species.BONA_FIDE).passRate() > 0.5);
    }
  }
}
