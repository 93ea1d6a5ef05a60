package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.vestibule.app.flow.Chart.Allergies;
import org.vestibule.app.flow.Chart.Allergy;
import org.vestibule.app.ui.Icon;

/**
 * The band that stands fixed above every chart: a red list, a green "No known allergies", or an
 * amber "Not asked yet". It wraps and is never folded or cut.
 */
final class AllergyBanner extends HBox {

  AllergyBanner(Allergies allergies) {
    getStyleClass().add("allergy-band");
    setAlignment(Pos.CENTER_LEFT);
    switch (allergies.known()) {
      case LISTED -> listed(allergies);
      case NONE_KNOWN -> said("band-none", Icon.TICK, "No known allergies");
      case NOT_ASKED -> said("band-not-asked", Icon.WARNING, "Allergies: not asked yet");
    }
    getChildren().addAll(Parts.gap(), Parts.text(allergies.checked(), "band-note"));
  }

  private void said(String style, Icon icon, String words) {
    getStyleClass().add(style);
    getChildren().addAll(icon.node(18), Parts.text(words, "band-strong"));
    setAccessibleText(words);
  }

  private void listed(Allergies allergies) {
    getStyleClass().add("band-listed");
    FlowPane list = new FlowPane(12, 2);
    list.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(list, Priority.ALWAYS);
    list.getChildren().add(Parts.text("Allergies", "band-strong"));
    List<String> spoken = new ArrayList<>();
    boolean first = true;
    for (Allergy allergy : allergies.list()) {
      if (!first) {
        list.getChildren().add(Parts.text("|", "band-bar"));
      }
      first = false;
      list.getChildren().add(item(allergy));
      spoken.add(allergy.substance() + detail(allergy));
    }
    getChildren().addAll(Icon.WARNING.node(18), list);
    setAccessibleText("Allergies: " + String.join("; ", spoken));
  }

  private static Node item(Allergy allergy) {
    Label substance = Parts.text(allergy.substance(), "band-strong");
    return new HBox(substance, Parts.text(detail(allergy), "band-text"));
  }

  /** What stands behind the substance; "severe" is said when the reaction does not say it. */
  static String detail(Allergy allergy) {
    String reaction = allergy.reaction();
    boolean say = allergy.severe() && !reaction.toLowerCase(Locale.ROOT).contains("severe");
    return (say ? ", severe" : "") + (reaction.isEmpty() ? "" : ", " + reaction);
  }
}
