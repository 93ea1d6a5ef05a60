package org.vestibule.app.desk;

import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskIdentity.Merged;
import org.vestibule.app.flow.DeskRecord.Version;
import org.vestibule.app.flow.DeskRight;
import org.vestibule.app.ui.UiTasks;

/**
 * Every version of what stands in a record, and the records that were merged into it, which can be
 * parted again. Used on the FX thread only.
 */
final class HistoryModel {
  private final DeskFlow flow;
  private final Loaded<List<Version>> versions;
  private final Loaded<List<Merged>> merged;
  private final Deed parting;
  private final StringProperty reason = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Optional<Merged>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private boolean changedOnly = true;

  HistoryModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.versions = new Loaded<>(tasks);
    this.merged = new Loaded<>(tasks);
    this.parting = new Deed(tasks);
    merged.value().addListener((property, old, now) -> chosen.set(all().stream().findFirst()));
  }

  Loaded<List<Version>> versions() {
    return versions;
  }

  Loaded<List<Merged>> merged() {
    return merged;
  }

  Deed parting() {
    return parting;
  }

  /** Why a merge is undone. */
  StringProperty reason() {
    return reason;
  }

  /** The merged record that would be parted. */
  ReadOnlyObjectProperty<Optional<Merged>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  /** The records that were merged into this one. */
  List<Merged> all() {
    return merged.value().get().orElse(List.of());
  }

  /** Goes on to the next merged record, after the last to the first. */
  void chooseNext() {
    if (!all().isEmpty()) {
      int at = chosen.get().map(all()::indexOf).orElse(-1);
      parting.forget();
      chosen.set(Optional.of(all().get((at + 1) % all().size())));
    }
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

  /** Reads what the role may see of an open chart. */
  void begin(Chart chart) {
    forget();
    if (chart.clinical()) {
      versions.load(() -> flow.record().history(chart.number()));
    }
    if (flow.may(DeskRight.MERGE_RECORDS)) {
      merged.load(() -> flow.identity().merged(chart.number()));
    }
  }

  /**
   * Undoes the chosen merge.
   *
   * @param parted told once both stand for themselves
   */
  void part(Runnable parted) {
    String why = reason.get().strip();
    if (chosen.get().isEmpty()) {
      return;
    }
    if (why.isEmpty()) {
      parting.refuse("Say in a few words why these are two people after all.", "D-33");
      return;
    }
    String number = chosen.get().get().number();
    parting.run(
        () -> {
          flow.identity().part(number, why);
          return true;
        },
        done -> {
          reason.set("");
          parted.run();
        });
  }

  void forget() {
    versions.forget();
    merged.forget();
    parting.forget();
    reason.set("");
    chosen.set(Optional.empty());
    changedOnly = true;
  }
}
