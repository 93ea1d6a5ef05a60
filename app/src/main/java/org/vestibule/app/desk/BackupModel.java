package org.vestibule.app.desk;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.vestibule.app.flow.BackedUp;
import org.vestibule.app.flow.Count;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.ui.UiTasks;

/** A backup written from the desk, and when the last one was. Used on the FX thread only. */
final class BackupModel {
  private final DeskFlow flow;
  private final Loaded<Optional<Instant>> last;
  private final Deed deed;
  private final ReadOnlyStringWrapper said = new ReadOnlyStringWrapper("");

  BackupModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.last = new Loaded<>(tasks);
    this.deed = new Deed(tasks);
  }

  /** When one was written whole for the last time. */
  Loaded<Optional<Instant>> last() {
    return last;
  }

  Deed deed() {
    return deed;
  }

  /** What was done last, in a sentence; empty for nothing. */
  ReadOnlyStringProperty said() {
    return said.getReadOnlyProperty();
  }

  /** What is being written goes on while other screens are in front. */
  void refresh() {
    last.load(flow.backup()::last);
  }

  void write(Path file) {
    said.set("");
    deed.run(
        () -> flow.backup().write(file),
        done -> {
          said.set(words(file, done));
          refresh();
        });
  }

  private static String words(Path file, BackedUp done) {
    return String.format(
        Locale.ENGLISH,
        "Written: %s, %,d bytes, %s. Take it away from this machine now.",
        file.getFileName(),
        done.bytes(),
        Count.of(done.files(), "file"));
  }

  /** The desk is locked. */
  void forget() {
    last.forget();
    deed.forget();
    said.set("");
  }
}
