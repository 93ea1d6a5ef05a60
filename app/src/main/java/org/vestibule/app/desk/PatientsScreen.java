package org.vestibule.app.desk;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.vestibule.app.flow.Chart;

/** Patients: the open chart, or the search that leads to one. */
final class PatientsScreen implements DeskScreen {
  private final ChartModel chart;
  private final SearchPane search;
  private final Consumer<Place> beside;
  private final Clock clock;
  private final StackPane root = new StackPane();
  private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();
  private Optional<ChartPane> pane = Optional.empty();

  /**
   * @param beside leads to another place of the open chart
   */
  PatientsScreen(ChartModel chart, SearchPane search, Consumer<Place> beside, Clock clock) {
    this.beside = beside;
    this.chart = chart;
    this.search = search;
    this.clock = clock;
    root.getStyleClass().add("wall");
    chart.chart().addListener((property, old, now) -> show(now));
    chart.trouble().addListener((property, old, now) -> showTrouble(now));
    chart.loading().addListener((property, old, now) -> pane.ifPresent(ChartPane::update));
    search.changes().addListener((property, old, now) -> changed());
    show(chart.chart().get());
  }

  private void show(Optional<Chart> open) {
    pane = open.map(each -> new ChartPane(each, chart, () -> beside.accept(Place.CONSENTS), clock));
    root.getChildren()
        .setAll(
            pane.<Node>map(each -> each).orElse(search),
            new Waiting("Opening the chart takes long: every seal is checked.", chart.loading()));
    changed();
  }

  private void showTrouble(Optional<Trouble> trouble) {
    pane.ifPresent(each -> each.showTrouble(trouble));
    search.showTrouble(trouble);
  }

  private void changed() {
    changes.set(changes.get() + 1);
  }

  private void escape() {
    if (pane.map(ChartPane::inNote).orElse(false)) {
      pane.get().leaveNote();
    } else if (pane.isPresent()) {
      chart.close();
    } else {
      search.back();
    }
  }

  @Override
  public Node node() {
    return root;
  }

  @Override
  public List<KeyAction> keys() {
    return pane.isPresent() ? chartKeys(pane.get()) : search.keys(this::escape);
  }

  private List<KeyAction> chartKeys(ChartPane open) {
    boolean clinical = chart.chart().get().map(Chart::clinical).orElse(false);
    List<KeyAction> keys = new ArrayList<>();
    keys.add(KeyAction.of("S", "summary", "S", open::goToSummary).when(() -> clinical));
    for (int section = 1; section <= 7; section++) {
      int wanted = section;
      boolean named = section == 1;
      keys.add(
          KeyAction.of(
                  named ? "1–7" : "",
                  named ? "go to section" : "",
                  "DIGIT" + section,
                  () -> open.goTo(wanted))
              .when(() -> clinical));
    }
    keys.add(KeyAction.of("N", "write a note", "N", open::startNote).when(() -> clinical));
    keys.add(
        KeyAction.of("Ctrl Enter", "save the note", "Ctrl+ENTER", chart::writeNote)
            .when(chart::canWrite));
    keys.add(KeyAction.of("C", "consents", "C", () -> beside.accept(Place.CONSENTS)));
    keys.add(
        KeyAction.of("H", "history", "H", () -> beside.accept(Place.HISTORY))
            .when(chart::hasHistory));
    keys.add(KeyAction.of("Esc", "close chart", "ESCAPE", this::escape));
    return List.copyOf(keys);
  }

  @Override
  public ObservableValue<?> keysChange() {
    return changes.getReadOnlyProperty();
  }

  @Override
  public void shown() {
    pane.ifPresentOrElse(ChartPane::requestFocus, search::focus);
  }
}
