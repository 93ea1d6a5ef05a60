package org.vestibule.app.kiosk;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vestibule.app.ui.FxPictures.onFx;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Bounds;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.api.FxToolkit;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.flow.KioskView.State;
import org.vestibule.app.flow.ScriptedKiosk;
import org.vestibule.app.flow.StillPicture;
import org.vestibule.app.kiosk.KioskSettings.DeskSide;
import org.vestibule.app.ui.FxPictures;
import org.vestibule.app.ui.Language;
import org.vestibule.app.ui.NeedsJavaFx;
import org.vestibule.app.ui.Theme;

/**
 * Every patient screen in every language, size, colour scheme and orientation: drawn to {@code
 * target/screens} for people to look at, and checked for targets too small, outside the window or
 * over each other, and for words cut short.
 */
@NeedsJavaFx
class KioskPicturesTest {
  private static final Clock AT_9_42 =
      Clock.fixed(Instant.parse("2026-11-24T09:42:00Z"), ZoneOffset.UTC);

  @BeforeAll
  static void start() throws Exception {
    FxToolkit.registerPrimaryStage();
  }

  private static Map<String, KioskView> screens() {
    Map<String, KioskView> screens = new LinkedHashMap<>();
    screens.put("01-attract", ScriptedKiosk.attract());
    screens.put("02-looking", ScriptedKiosk.at(State.LOOKING));
    screens.put("03-born", ScriptedKiosk.at(State.BORN));
    screens.put("03-number", ScriptedKiosk.at(State.NUMBER));
    screens.put("04-welcome", ScriptedKiosk.at(State.WELCOME));
    screens.put("05-consent", ScriptedKiosk.at(State.CONSENT));
    screens.put("06-ticket", ScriptedKiosk.at(State.TICKET));
    screens.put("07-front-desk", ScriptedKiosk.at(State.FRONT_DESK));
    screens.put("07-closed", ScriptedKiosk.at(State.CLOSED));
    screens.put("08-no-camera", ScriptedKiosk.cameraOff());
    screens.put("09-still-there", ScriptedKiosk.with(ScriptedKiosk.at(State.BORN), false, true));
    return screens;
  }

  /** Draws one screen and checks what can be checked without eyes. */
  private static void draw(
      String name,
      boolean picture,
      KioskView view,
      double w,
      double h,
      Consumer<KioskViewModel> setUp) {
    onFx(
        () -> {
          ScriptedKiosk flow = new ScriptedKiosk();
          StillPicture camera = new StillPicture();
          camera.show(64, 48, 0xbf, 0xc6, 0xb9);
          KioskSettings settings =
              new KioskSettings(Optional.of(DeskSide.LEFT), Language.ENGLISH, true, AT_9_42);
          KioskViewModel model = new KioskViewModel(flow, settings, Runnable::run);
          try (KioskWindow window =
              new KioskWindow(model, camera, new TapGuard(System::nanoTime), w, h)) {
            flow.publish(view);
            setUp.accept(model);
            if (picture) {
              checkMargin(name, FxPictures.save(window.scene(), name));
            } else {
              FxPictures.lay(window.scene());
            }
            check(name, window, w, h);
          }
          return null;
        });
  }

  /** Nothing is drawn within 40 kiosk pixels of the sides: no word runs out of its place. */
  private static void checkMargin(String name, WritableImage picture) {
    int wall = picture.getPixelReader().getArgb(1, 1);
    int margin = (int) (40 * Math.min(picture.getWidth(), picture.getHeight()) / 1080);
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 1; x < margin; x++) {
        int right = (int) picture.getWidth() - x;
        boolean clear =
            picture.getPixelReader().getArgb(x, y) == wall
                && picture.getPixelReader().getArgb(right, y) == wall;
        assertTrue(clear, name + ": something is drawn in the margin at row " + y);
      }
    }
  }

  private static void check(String name, KioskWindow window, double w, double h) {
    List<KioskButton> buttons = FxPictures.all(window.scene().getRoot(), KioskButton.class);
    double scale = w > h ? Math.min(w / 1920, h / 1080) : Math.min(w / 1080, h / 1920);
    // Where nobody can check in there is nothing but the foot bar: seeing easier, and help.
    int fewest = name.contains("07-closed") ? 2 : 3;
    assertAll(
        name,
        () -> assertEquals(List.of(), FxPictures.cutWords(window.scene()), name + ": cut words"),
        () -> assertTrue(buttons.size() >= fewest, name + ": buttons"),
        () -> buttons.forEach(button -> checkTarget(name, button, scale, w, h)),
        () -> checkApart(name, buttons));
  }

  private static void checkTarget(
      String name, KioskButton button, double scale, double w, double h) {
    Bounds at = button.localToScene(button.getLayoutBounds());
    double least = Kit.TARGET * scale - 0.5;
    String what = name + ": " + button.getText() + " " + at;
    assertTrue(at.getWidth() >= least && at.getHeight() >= least, what + " is too small");
    assertTrue(
        at.getMinX() >= 0 && at.getMinY() >= 0 && at.getMaxX() <= w && at.getMaxY() <= h,
        what + " is outside");
  }

  private static void checkApart(String name, List<KioskButton> buttons) {
    for (int i = 0; i < buttons.size(); i++) {
      for (int j = 0; j < i; j++) {
        Bounds a = buttons.get(i).localToScene(buttons.get(i).getLayoutBounds());
        Bounds b = buttons.get(j).localToScene(buttons.get(j).getLayoutBounds());
        assertTrue(!a.intersects(b), name + ": " + buttons.get(i).getText() + " lies over another");
      }
    }
  }

  private static void march1948(KioskViewModel model) {
    model.digit(1);
    model.digit(4);
    if (model.view().get().state() == State.BORN) {
      model.month(3);
      List.of(1, 9, 4, 8).forEach(model::digit);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void everyLanguageFits(Language language) {
    fits(language, TextSize.NORMAL);
  }

  /** The language with the shortest words, and the one with the longest and tallest. */
  @ParameterizedTest
  @EnumSource(names = {"ENGLISH", "KANNADA"})
  void theLargestWordsFit(Language language) {
    fits(language, TextSize.LARGEST);
  }

  private static void fits(Language language, TextSize size) {
    for (double[] window : new double[][] {{1080, 1920}, {1920, 1080}}) {
      String name = language + " " + size + " " + window[0] + " wide, ";
      Consumer<KioskViewModel> chosen =
          model -> {
            model.language().set(language);
            model.textSize().set(size);
            march1948(model);
          };
      screens().forEach((what, v) -> draw(name + what, false, v, window[0], window[1], chosen));
      draw(
          name + "easier",
          false,
          ScriptedKiosk.at(State.BORN),
          window[0],
          window[1],
          chosen.andThen(KioskViewModel::openEasier));
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  @Tag("measure")
  void picturesInEveryLanguage(Language language) {
    String tag = language.locale().getLanguage();
    pictures(tag, 1080, 1920, model -> model.language().set(language));
    pictures("landscape-" + tag, 1920, 1080, model -> model.language().set(language));
  }

  @ParameterizedTest
  @EnumSource(Theme.class)
  @Tag("measure")
  void picturesInEveryScheme(Theme theme) {
    String tag = theme.name().toLowerCase(Locale.ROOT);
    pictures(tag, 1080, 1920, model -> model.theme().set(theme));
    draw(
        "kiosk-10-easier-" + tag,
        true,
        ScriptedKiosk.at(State.BORN),
        1080,
        1920,
        model -> {
          model.theme().set(theme);
          model.openEasier();
        });
  }

  @Test
  @Tag("measure")
  void picturesInTheLargestSize() {
    pictures("largest", 1080, 1920, model -> model.textSize().set(TextSize.LARGEST));
  }

  private static void pictures(
      String tag, double width, double height, Consumer<KioskViewModel> chosen) {
    screens()
        .forEach(
            (name, view) ->
                draw(
                    "kiosk-" + name + "-" + tag,
                    true,
                    view,
                    width,
                    height,
                    model -> {
                      chosen.accept(model);
                      march1948(model);
                    }));
  }

  @Test
  void aSmallerWindowIsTheSameScreenScaled() {
    draw("kiosk-03-born-small", true, ScriptedKiosk.at(State.BORN), 540, 960, model -> {});
    draw("kiosk-01-attract-tablet", true, ScriptedKiosk.attract(), 1024, 768, model -> {});
  }
}
