package org.vestibule.app.desk;

import java.time.Clock;
import java.util.Map;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.ui.UiTasks;

/** The places that only the palette leads to. Used on the FX thread only. */
final class PalettePlaces {
  private final EmergencyScreen emergency;
  private final StaffModel staff;
  private final ReviewsModel reviews;
  private final FactorModel factor;
  private final MergeScreen merge;
  private final ImportsModel imports;
  private final BackupModel backup;
  private final Map<Place, DeskScreen> screens;

  /**
   * @param back where Escape leads
   * @param onMerged told after two records became one
   */
  PalettePlaces(DeskFlow flow, UiTasks tasks, Runnable back, Runnable onMerged, Clock clock) {
    this.emergency = new EmergencyScreen(new EmergencyModel(flow, tasks), back);
    this.staff = new StaffModel(flow, tasks);
    this.reviews = new ReviewsModel(flow, tasks);
    this.factor = new FactorModel(flow, tasks);
    this.merge = new MergeScreen(new MergeModel(flow, tasks, onMerged), back);
    this.imports = new ImportsModel(flow, tasks);
    this.backup = new BackupModel(flow, tasks);
    this.screens =
        Map.of(
            Place.EMERGENCY, emergency,
            Place.STAFF, new StaffScreen(staff, back),
            Place.REVIEWS, new ReviewsScreen(reviews, back, clock),
            Place.FACTOR, new FactorScreen(factor, back),
            Place.MERGE, merge,
            Place.IMPORTS, new ImportsScreen(imports, back, clock),
            Place.BACKUP, new BackupScreen(backup, back, clock));
  }

  void addTo(Map<Place, DeskScreen> all) {
    all.putAll(screens);
  }

  /** Starts the emergency card with a text. */
  void beginEmergency(String text) {
    emergency.begin(text);
  }

  /** The desk is locked: nothing of anybody stays here. */
  void forget() {
    emergency.forget();
    staff.forget();
    reviews.forget();
    factor.forget();
    merge.forget();
    imports.forget();
    backup.forget();
  }
}
