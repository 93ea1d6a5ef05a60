package org.vestibule.app.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vestibule.app.ui.FxPictures.onFx;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import javafx.scene.Scene;
import javafx.scene.image.PixelReader;
import javafx.scene.shape.Rectangle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.testfx.api.FxToolkit;
import org.vestibule.app.flow.StillPicture;

/** The live picture: what is seen, how often, and that it goes with the camera. */
@NeedsJavaFx
class CameraViewTest {
  private static final int GREEN = 0xff0ac80a;
  private static final int RED = 0xffc80a0a;

  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  /** Left half red, right half green. */
  private static byte[] halves() {
    byte[] bgra = new byte[4 * 40 * 30];
    for (int i = 0; i < 40 * 30; i++) {
      boolean left = i % 40 < 20;
      bgra[4 * i] = 10;
      bgra[4 * i + 1] = (byte) (left ? 10 : 200);
      bgra[4 * i + 2] = (byte) (left ? 200 : 10);
      bgra[4 * i + 3] = (byte) 255;
    }
    return bgra;
  }

  @Test
  void aMirrorTurnsLeftAndRight() {
    StillPicture picture = new StillPicture();
    picture.show(40, 30, halves());
    for (boolean mirrored : new boolean[] {false, true}) {
      int[] seen =
          onFx(
              () -> {
                CameraView view = new CameraView(picture, Runnable::run, mirrored);
                PixelReader pixels = new Scene(view, 200, 100).snapshot(null).getPixelReader();
                return new int[] {pixels.getArgb(20, 50), pixels.getArgb(180, 50)};
              });
      assertEquals(mirrored ? GREEN : RED, seen[0]);
      assertEquals(mirrored ? RED : GREEN, seen[1]);
    }
  }

  @Test
  void atMostOneUpdateIsPending() {
    StillPicture picture = new StillPicture();
    Queue<Runnable> fxThread = new ArrayDeque<>();
    onFx(
        () -> {
          CameraView view = new CameraView(picture, fxThread::add, false);
          fxThread.remove().run();
          assertFalse(view.showing());
          for (int i = 0; i < 100; i++) {
            picture.show(40, 30, i, i, i);
          }
          assertEquals(1, fxThread.size());
          fxThread.remove().run();
          assertTrue(view.showing());
          int newest = new Scene(view, 40, 30).snapshot(null).getPixelReader().getArgb(20, 15);
          assertEquals(0xff636363, newest);
          picture.remove();
          fxThread.remove().run();
          assertFalse(view.showing());
          view.close();
          picture.show(40, 30, 1, 1, 1);
          assertTrue(fxThread.isEmpty());
          return null;
        });
  }

  @Test
  void aBoxStandsOnTheFaceWhateverIsCutAway() {
    StillPicture picture = new StillPicture();
    picture.show(40, 30, 0, 0, 0);
    onFx(
        () -> {
          CameraView view = new CameraView(picture, Runnable::run, false);
          new Scene(view, 300, 300).snapshot(null);
          view.setMarks(
              List.of(new CameraView.Mark(0.5, 0.5, 0.25, 0.5, "", CameraView.MarkStyle.SOLID)));
          Rectangle box = FxPictures.all(view, Rectangle.class).get(0);
          assertEquals(150, box.getX(), 0.01);
          assertEquals(150, box.getY(), 0.01);
          assertEquals(100, box.getWidth(), 0.01);
          assertEquals(150, box.getHeight(), 0.01);
          return null;
        });
  }
}
