package org.vestibule.app.desk;

import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.ui.UiTasks;

/** The places that belong to the open chart. Used on the FX thread only. */
final class ChartPlaces {
  private final ConsentsScreen consents;
  private final HistoryScreen history;

  /**
   * @param back leads to the chart again; told whether anything was changed
   */
  ChartPlaces(DeskFlow flow, UiTasks tasks, Consumer<Boolean> back, Clock clock) {
    this.consents = new ConsentsScreen(new ConsentsModel(flow, tasks), back, clock);
    this.history = new HistoryScreen(new HistoryModel(flow, tasks), back, clock);
  }

  void addTo(Map<Place, DeskScreen> screens) {
    screens.put(Place.CONSENTS, consents);
    screens.put(Place.HISTORY, history);
  }

  /** Fills a place, once it is in front. */
  void begin(Place place, Chart chart) {
    if (place == Place.CONSENTS) {
      consents.begin(chart);
    } else {
      history.begin(chart);
    }
  }

  void forget() {
    consents.forget();
    history.forget();
  }
}
