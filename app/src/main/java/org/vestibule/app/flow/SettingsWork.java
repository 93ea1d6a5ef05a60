package org.vestibule.app.flow;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.face.pipeline.FaceSettings;
import org.vestibule.face.pipeline.WorkingDistance;

/** How this clinic's door looks for faces, on the command line. Used by one thread. */
public final class SettingsWork {
  /** Usual pictures of cameras, pixels wide: what a setting means depends on them. */
  private static final List<Integer> WIDTHS = List.of(320, 640, 1280, 1920, 3840);

  private final ClinicWork work;

  SettingsWork(ClinicWork work) {
    this.work = work;
  }

  /**
   * A setting as it stands.
   *
   * @param value what holds
   * @param chosen whether the clinic chose it; else it is the usual value
   */
  public record Setting(String name, String value, boolean chosen) {}

  /**
   * @param settings in a fixed order
   * @param leastFaceHeights pixels of the smallest face looked at, by the picture's width in pixels
   */
  public record Shown(List<Setting> settings, Map<Integer, Integer> leastFaceHeights) {
    public Shown {
      settings = List.copyOf(settings);
    }
  }

  /** What holds where the command line says nothing else. */
  public Shown shown() throws FlowException {
    Map<String, String> chosen = chosen();
    FaceSettings holds = DoorSettings.parse(chosen).over(FaceSettings.defaults());
    Map<Integer, Integer> heights = new LinkedHashMap<>();
    WIDTHS.forEach(width -> heights.put(width, holds.leastFaceHeight(width)));
    Optional<WorkingDistance> farthest = holds.farthest();
    return new Shown(
        List.of(
            setting(chosen, DoorSettings.MINIMUM_FACE, "" + holds.minimumFaceHeight()),
            setting(
                chosen,
                DoorSettings.DISTANCE,
                farthest.map(far -> "" + far.metres()).orElse("any")),
            setting(chosen, DoorSettings.FIELD_OF_VIEW, "" + WorkingDistance.USUAL_FIELD_OF_VIEW),
            setting(chosen, DoorSettings.CHALLENGE, holds.challenge() ? "on" : "off")),
        heights);
  }

  private static Setting setting(Map<String, String> chosen, String name, String usual) {
    return new Setting(name, chosen.getOrDefault(name, usual), chosen.containsKey(name));
  }

  private Map<String, String> chosen() throws FlowException {
    return work.with(Purpose.ADMINISTRATION, access -> access.settings().chosen());
  }

  /**
   * Chooses these from the next start on; an empty value goes back to the usual one.
   *
   * @throws FlowException when there is no such setting or its value is out of range; then nothing
   *     was changed
   */
  public void change(Map<String, String> changes) throws FlowException {
    if (!changes.keySet().stream().allMatch(DoorSettings::names)) {
      throw new FlowException(
          Kind.USAGE, "SET-2", "Settings are min-face, distance, field-of-view and pad.");
    }
    Map<String, String> wanted = new HashMap<>(chosen());
    wanted.putAll(changes);
    wanted.values().removeIf(String::isEmpty);
    DoorSettings.parse(wanted);
    work.with(Purpose.ADMINISTRATION, access -> access.settings().change(changes));
  }
}
