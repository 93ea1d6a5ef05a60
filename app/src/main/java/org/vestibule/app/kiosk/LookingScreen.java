package org.vestibule.app.kiosk;

import static org.vestibule.app.kiosk.Kit.gap;

import java.util.concurrent.Executor;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.Parent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import javafx.util.Subscription;
import org.vestibule.app.flow.KioskView;
import org.vestibule.app.flow.LivePicture;
import org.vestibule.app.ui.CameraView;
import org.vestibule.app.ui.Icon;
import org.vestibule.app.ui.Screen;

/** Looking at the camera: one request at a time, the live picture, and the way without a face. */
final class LookingScreen implements Screen {
  private final Kit kit;
  private final CameraView camera;
  private final FaceOval oval;
  private final Words request;
  private final KioskButton without;
  private final Subscription following;
  private final Parent root;

  LookingScreen(KioskViewModel model, Kit kit, LivePicture picture, Executor fxThread) {
    this.kit = kit;
    camera = new CameraView(picture, fxThread, true);
    camera.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    // Neither a picture nor a ring that closes clockwise has a writing direction.
    camera.setAccessibleText(kit.say("looking.picture"));
    oval =
        new FaceOval(
            camera, model.settings().reducedMotion() ? Duration.ZERO : Duration.millis(400));
    oval.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    request = kit.head("", kit.landscape() ? 88 : 76);
    without = kit.other(kit.say("attract.without"), Icon.CALENDAR, model::withoutFace);
    Words lead = kit.quiet(kit.say("looking.next"), 42);
    HBox steps = kit.steps(Math.max(1, model.view().get().step()), KioskView.STEPS).orElseThrow();
    root = kit.landscape() ? wide(steps, lead) : tall(steps, lead);
    following = model.view().subscribe(this::follow);
  }

  private Parent tall(HBox steps, Words lead) {
    VBox.setVgrow(oval, Priority.ALWAYS);
    lead.setMaxWidth(Double.MAX_VALUE);
    lead.setAlignment(Pos.CENTER);
    lead.setStyle(lead.getStyle() + "-fx-text-alignment: center;");
    return new VBox(
        gap(40), steps, gap(31), request, gap(82), oval, gap(89), lead, gap(37), without);
  }

  private Parent wide(HBox steps, Words lead) {
    oval.setPrefSize(646, 713);
    oval.setMinWidth(646);
    oval.setMaxSize(646, 713);
    VBox right = new VBox(gap(48), steps, gap(40), request, gap(28), lead, Kit.spring(), without);
    HBox.setHgrow(right, Priority.ALWAYS);
    VBox left = new VBox(gap(59), oval);
    return new HBox(56, left, right);
  }

  private void follow(KioskView view) {
    String words = kit.say("looking." + view.coaching().name());
    if (!words.equals(request.getAccessibleText())) {
      request.say(words);
      request.notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    }
    oval.setProgress(view.progress());
  }

  @Override
  public Parent root() {
    return root;
  }

  @Override
  public void focusFirst() {
    without.requestFocus();
  }

  @Override
  public void close() {
    following.unsubscribe();
    camera.close();
  }
}
