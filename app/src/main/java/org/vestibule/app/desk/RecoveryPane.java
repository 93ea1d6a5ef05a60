package org.vestibule.app.desk;

import javafx.beans.property.StringProperty;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** The printed recovery key, and once it reads right the new passphrase. */
final class RecoveryPane extends VBox {
  private final RecoveryModel<?> model;
  private final TextField key = new TextField();
  private final PasswordField next = new PasswordField();
  private final PasswordField again = new PasswordField();
  private final HBox reads = Parts.state(Mark.TICK, "The key reads right.", Tone.OK);
  private final Label advice = Parts.wrapping("", "muted");
  private final Label trouble = Parts.wrapping("", "wait-text", "strong");
  private final Label checking = Parts.text("Checking the key takes a moment.", "muted");
  private final VBox passphrase;
  private final Button open;

  /**
   * @param back leads to the passphrase again
   */
  RecoveryPane(RecoveryModel<?> model, Runnable back) {
    super(28);
    this.model = model;
    this.open = Parts.filled("Open with this key", "Enter", model::enter);
    open.getStyleClass().add("big");
    open.setId("recover");
    Button other = Parts.plain("Back to the passphrase", "Esc", back);
    key.getStyleClass().add("mono");
    this.passphrase =
        Parts.column(
            16,
            field(
                "New passphrase of the first administrator", "new-passphrase", model.next(), next),
            field("The same once more", "new-passphrase-again", model.again(), again));
    VBox words =
        Parts.column(
            8,
            Parts.wrapping("Open with the recovery key", "headline"),
            Parts.wrapping(
                "It opens the records if every passphrase is lost. The old passphrase and second"
                    + " factor of the first administrator end with it, and the ledger keeps that"
                    + " it was used.",
                "lead",
                "muted"));
    getChildren()
        .addAll(
            words,
            Parts.column(
                8, field("Recovery key, as printed", "recovery-key", model.key(), key), reads),
            passphrase,
            Parts.column(8, advice, trouble, checking),
            Parts.row(16, open, other));
    model.fits().addListener((property, old, now) -> fits(now));
    model.advice().addListener((property, old, now) -> update());
    model.trouble().addListener((property, old, now) -> update());
    model.busy().addListener((property, old, now) -> update());
    Parts.show(passphrase, model.fits().get());
    update();
  }

  private static VBox field(String label, String id, StringProperty typed, TextField field) {
    field.setId(id);
    field.setAccessibleText(label);
    field.getStyleClass().addAll("desk-field", "tall-field");
    field.textProperty().bindBidirectional(typed);
    return Parts.column(8, Parts.text(label, "field-label", "label-13"), field);
  }

  private void fits(boolean now) {
    boolean typing = key.isFocused();
    Parts.show(passphrase, now);
    if (now && typing) {
      next.requestFocus();
    }
    update();
  }

  private void update() {
    Parts.show(reads, model.fits().get());
    advice.setText(model.advice().get());
    Parts.show(advice, !model.advice().get().isEmpty());
    trouble.setText(
        model.trouble().get().map(sad -> sad.sentence() + " (" + sad.code() + ")").orElse(""));
    Parts.show(trouble, model.trouble().get().isPresent());
    Parts.show(checking, model.busy().get());
    open.setDisable(!model.ready());
  }

  void focus() {
    (model.fits().get() ? next : key).requestFocus();
  }
}
