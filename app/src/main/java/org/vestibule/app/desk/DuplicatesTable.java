package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.vestibule.app.flow.Photo;
import org.vestibule.app.flow.Registration.Compared;
import org.vestibule.app.flow.Registration.Possible;

/** The person here beside the records that may be theirs, field by field; none is chosen. */
final class DuplicatesTable extends CompareGrid {

  /**
   * @param use gets the index of the record that it is
   */
  DuplicatesTable(Optional<Photo> photo, List<Possible> possible, IntConsumer use) {
    super(possible.size() + 1);
    heads(photo, possible);
    List<Compared> fields = possible.get(0).fields();
    for (int i = 0; i < fields.size(); i++) {
      field(fields.get(i), possible, i);
    }
    lastVisits(possible);
    choices(possible, use);
    setAccessibleText(possible.size() + " records beside the person here");
  }

  private void heads(Optional<Photo> photo, List<Possible> possible) {
    cell(0, new VBox(), "cell-head");
    cell(1, head(photo, "The person here", "typed just now"), "cell-head");
    for (int i = 0; i < possible.size(); i++) {
      Possible each = possible.get(i);
      cell(i + 2, head(each.photo(), each.patientNumber(), each.headline()), "cell-head");
    }
    nextRow();
  }

  private void field(Compared compared, List<Possible> possible, int index) {
    cell(0, Parts.wrapping(compared.field(), "muted"));
    cell(1, Parts.wrapping(orDash(compared.typed())));
    for (int i = 0; i < possible.size(); i++) {
      List<Compared> fields = possible.get(i).fields();
      cell(i + 2, index < fields.size() ? likeness(fields.get(index)) : new VBox());
    }
    nextRow();
  }

  private void lastVisits(List<Possible> possible) {
    cell(0, Parts.wrapping("Last visit", "muted"));
    cell(1, Parts.text("–"));
    for (int i = 0; i < possible.size(); i++) {
      cell(i + 2, Parts.wrapping(orDash(possible.get(i).lastVisit())));
    }
    nextRow();
  }

  private void choices(List<Possible> possible, IntConsumer use) {
    cell(0, new VBox(), "cell-last");
    cell(1, new VBox(), "cell-last");
    for (int i = 0; i < possible.size(); i++) {
      int index = i;
      Button button =
          Parts.outlined(
              "It is " + possible.get(i).patientNumber(),
              "Alt " + (i + 1),
              () -> use.accept(index));
      cell(i + 2, button, "cell-last");
    }
  }
}
