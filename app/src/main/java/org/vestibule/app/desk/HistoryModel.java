package org.vestibule.app.desk;

import java.util.List;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskRecord.Version;
import org.vestibule.app.ui.UiTasks;

/** Every version of what stands in a record. Used on the FX thread only. */
final class HistoryModel {
  private final DeskFlow flow;
  private final Loaded<List<Version>> versions;
  private boolean changedOnly = true;

  HistoryModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.versions = new Loaded<>(tasks);
  }

  Loaded<List<Version>> versions() {
    return versions;
  }

  /** Whether entries with one version only are left out. */
  boolean changedOnly() {
    return changedOnly;
  }

  void showAll(boolean all) {
    changedOnly = !all;
  }

  /** The versions to show, entry by entry, the newest first. */
  List<Version> shown() {
    List<Version> all = versions.value().get().orElse(List.of());
    return all.stream()
        .filter(v -> !changedOnly || all.stream().filter(o -> o.entry() == v.entry()).count() > 1)
        .toList();
  }

  void begin(String patientNumber) {
    forget();
    versions.load(() -> flow.record().history(patientNumber));
  }

  void forget() {
    versions.forget();
    changedOnly = true;
  }
}
