package org.vestibule.app.kiosk;

import java.util.Objects;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.NodeOrientation;
import javafx.scene.Scene;
import javafx.scene.control.ContentDisplay;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.vestibule.app.flow.KioskFlow;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.flow.KioskView.State;
import org.vestibule.app.flow.LivePicture;
import org.vestibule.app.ui.Arch;
import org.vestibule.app.ui.Fonts.Weight;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Navigator;
import org.vestibule.app.ui.Screen;
import org.vestibule.app.ui.Strings;

/**
 * The kiosk's window: what stands on every screen (clinic, clock, foot bar) and between them the
 * screen of the flow's state. Make and use it on the JavaFX thread.
 */
public final class KioskWindow implements AutoCloseable {
  private static final String WORDS = "org.vestibule.app.kiosk.words";

  private final KioskViewModel model;
  private final LivePicture picture;
  private final Executor fxThread;
  private final TapGuard taps;
  private final KioskStage stage = new KioskStage();
  private final Navigator navigator;
  private final Timeline everySecond;
  private final Scene scene;
  private final Subscription following;
  private Shown shown;

  /** What decides which screen is built; a change builds it anew. */
  private record Shown(
      State state,
      boolean cameraLive,
      boolean stillThere,
      boolean easier,
      Strings words,
      TextSize size,
      boolean landscape,
      Object theme) {}

  /**
   * @param width of the window in pixels; above the height it is laid out in landscape
   * @param height of the window in pixels
   */
  public KioskWindow(
      KioskFlow flow, LivePicture picture, KioskSettings settings, double width, double height) {
    this(
        new KioskViewModel(flow, settings, Platform::runLater),
        picture,
        new TapGuard(System::nanoTime),
        width,
        height);
  }

  KioskWindow(
      KioskViewModel model, LivePicture picture, TapGuard taps, double width, double height) {
    this.taps = taps;
    this.model = model;
    this.picture = picture;
    this.fxThread = Platform::runLater;
    this.navigator =
        new Navigator(model.settings().reducedMotion() ? Duration.ZERO : Duration.millis(240));
    this.scene = new Scene(stage, width, height);
    // On release, so that "Still there?" does not go away under the finger that answers it.
    scene.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> model.touched());
    scene.addEventFilter(KeyEvent.KEY_RELEASED, event -> model.touched());
    everySecond = new Timeline(new KeyFrame(Duration.seconds(1), event -> model.tick()));
    everySecond.setCycleCount(Animation.INDEFINITE);
    everySecond.play();
    following =
        model
            .view()
            .subscribe(view -> update())
            .and(model.language().subscribe(language -> update()))
            .and(model.theme().subscribe(theme -> update()))
            .and(model.textSize().subscribe(size -> update()))
            .and(model.easierOpen().subscribe(open -> update()))
            .and(scene.widthProperty().subscribe(w -> update()))
            .and(scene.heightProperty().subscribe(h -> update()));
  }

  /** The scene to put into a stage. */
  public Scene scene() {
    return scene;
  }

  private void update() {
    KioskView view = model.view().get();
    boolean landscape = scene.getWidth() > scene.getHeight();
    Strings words =
        shown != null && shown.words().language() == model.language().get()
            ? shown.words()
            : Strings.load(WORDS, model.language().get());
    Shown next =
        new Shown(
            view.state(),
            view.cameraLive() || view.state() != State.ATTRACT,
            view.stillThere(),
            model.easierOpen().get(),
            words,
            model.textSize().get(),
            landscape,
            model.theme().get());
    if (next.equals(shown)) {
      return;
    }
    boolean dressed = shown != null && shown.theme() == next.theme();
    shown = next;
    stage.setNodeOrientation(
        words.language().rightToLeft()
            ? NodeOrientation.RIGHT_TO_LEFT
            : NodeOrientation.LEFT_TO_RIGHT);
    TextSize.Scale size = next.size().scale();
    build(new Kit(words, size, landscape, taps), view);
    if (!dressed) {
      model.theme().get().apply(scene, kioskStyle());
    }
    while (!stage.fits() && size.canShrink()) {
      size = size.smaller();
      build(new Kit(words, size, landscape, taps), view);
    }
    navigator.current().ifPresent(Screen::focusFirst);
  }

  private void build(Kit kit, KioskView view) {
    stage.show(frame(kit, view), kit.landscape());
    navigator.show(screen(kit, view));
  }

  private static String kioskStyle() {
    return Objects.requireNonNull(KioskWindow.class.getResource("kiosk.css")).toExternalForm();
  }

  private Screen screen(Kit kit, KioskView view) {
    if (view.stillThere()) {
      return new StillThereScreen(model, kit);
    }
    if (model.easierOpen().get()) {
      return new EasierScreen(model, kit);
    }
    return switch (view.state()) {
      case ATTRACT -> new AttractScreen(model, kit);
      case LOOKING -> new LookingScreen(model, kit, picture, fxThread);
      case BORN -> new BornScreen(model, kit);
      case NUMBER -> new NumberScreen(model, kit);
      case WELCOME -> new WelcomeScreen(model, kit, view.greeting().orElseThrow());
      case CONSENT -> new ConsentScreen(model, kit);
      case TICKET ->
          new TicketScreen(model, kit, view.greeting().orElseThrow(), view.ticket().orElseThrow());
      case FRONT_DESK -> new FrontDeskScreen(model, kit, true);
      case CLOSED -> new FrontDeskScreen(model, kit, false);
    };
  }

  private Region frame(Kit kit, KioskView view) {
    VBox frame = new VBox(topBar(kit, view), navigator, Kit.fixed(kit.landscape() ? 40 : 44));
    frame.getChildren().add(footBar(kit, view));
    VBox.setVgrow(navigator, Priority.ALWAYS);
    frame.getStyleClass().add(kit.landscape() ? "frame-wide" : "frame-tall");
    return frame;
  }

  private HBox topBar(Kit kit, KioskView view) {
    Words clinic = kit.text(view.clinic(), Weight.SEMIBOLD, 34);
    Words time = kit.quiet("", 34);
    time.textProperty().bind(model.time());
    time.setMinWidth(Region.USE_PREF_SIZE);
    HBox bar = new HBox(24, new Arch(51.2), clinic, hspring(), time);
    HBox.setMargin(clinic, new Insets(0, 0, 2, 0));
    HBox.setMargin(time, new Insets(0, 0, 2, 0));
    bar.getStyleClass().add("top-bar");
    return bar;
  }

  private static Region hspring() {
    Region spring = new Region();
    HBox.setHgrow(spring, Priority.ALWAYS);
    return spring;
  }

  private HBox footBar(Kit kit, KioskView view) {
    HBox bar = Kit.row(Kit.GAP);
    boolean visit =
        switch (view.state()) {
          case ATTRACT, TICKET, CLOSED -> false;
          case LOOKING, BORN, NUMBER, WELCOME, CONSENT, FRONT_DESK -> true;
        };
    if (visit) {
      bar.getChildren().add(foot(kit, "foot.again", Icon.RESTART, model::startAgain));
    }
    bar.getChildren().add(foot(kit, "foot.easier", Icon.EYE, model::openEasier));
    bar.getChildren().add(foot(kit, "foot.help", Icon.BELL, model::askForHelp));
    return bar;
  }

  private static KioskButton foot(Kit kit, String key, Icon icon, Runnable action) {
    KioskButton button =
        kit.button(
            kit.say(key), icon.node(40), Weight.MEDIUM, kit.landscape() ? 34 : 32, action, "foot");
    button.setContentDisplay(kit.landscape() ? ContentDisplay.LEFT : ContentDisplay.TOP);
    button.setGraphicTextGap(kit.landscape() ? 18 : 2);
    button.setPrefWidth(0);
    button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    HBox.setHgrow(button, Priority.ALWAYS);
    return button;
  }

  @Override
  public void close() {
    following.unsubscribe();
    everySecond.stop();
    navigator.current().ifPresent(Screen::close);
    model.close();
  }
}
