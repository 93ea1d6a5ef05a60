package org.vestibule.face.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class WorkingDistanceTest {
  /** By hand: half of 640 over tan 30 degrees is 554.3; times 0.19 / 1.5 it is 70.2. */
  @Test
  void aFaceHasThePixelsOfAPinholeCamera() {
    assertEquals(70, new WorkingDistance(1.5, 60).faceHeight(640));
    assertEquals(421, new WorkingDistance(1.5, 60).faceHeight(3840));
    assertEquals(35, new WorkingDistance(3, 60).faceHeight(640));
  }

  @Test
  void theLargerOfBothLimitsCounts() {
    FaceSettings settings = FaceSettings.defaults().withMinimumFaceHeight(60);
    assertEquals(60, settings.leastFaceHeight(3840));
    FaceSettings near = settings.with(new WorkingDistance(3, 60));
    assertEquals(60, near.leastFaceHeight(640));
    assertEquals(211, near.leastFaceHeight(3840));
  }

  @Test
  void whatNoCameraHasIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new WorkingDistance(0, 60));
    assertThrows(IllegalArgumentException.class, () -> new WorkingDistance(Double.NaN, 60));
    assertThrows(IllegalArgumentException.class, () -> new WorkingDistance(1, 180));
  }
}
