package org.vestibule.ehr.store;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.vault.KeyScope;

/**
 * What the clinic chose for itself: names and values that mean nothing to the store, sealed under
 * the clinic's key. Every change is an event that says what was chosen. Nothing about a patient
 * belongs here. Staff read them; an administrator changes them.
 */
public final class Settings {
  /** Most characters of a value. */
  public static final int LONGEST = 200;

  private static final String SETTINGS = "clinic_settings";
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,39}");

  private final Context context;

  Settings(Context context) {
    this.context = context;
  }

  /** Everything that was chosen, by name; what is missing was never chosen. */
  public Map<String, String> chosen() {
    context.require(Operation.READ_SETTINGS, KeyScope.DIRECTORY);
    return Context.guarded(() -> context.core().database().read(Settings::chosen));
  }

  private static Map<String, String> chosen(Tx tx) {
    return tx.meta()
        .sealedText(SETTINGS)
        .map(
            text ->
                text.lines()
                    .map(line -> line.split("=", 2))
                    .collect(Collectors.toMap(part -> part[0], part -> part[1])))
        .orElse(Map.of());
  }

  /**
   * Chooses these, leaving the others as they are.
   *
   * @param changes by name: small letters, digits and hyphens; an empty value is chosen no more
   * @return everything chosen now
   * @throws StoreException.Invalid if a name or a value cannot be kept; then nothing was changed
   */
  public Map<String, String> change(Map<String, String> changes) {
    changes.forEach(Settings::check);
    return context.write(
        Operation.CHANGE_SETTINGS,
        KeyScope.DIRECTORY,
        (tx, trail) -> {
          Map<String, String> all = new TreeMap<>(chosen(tx));
          all.putAll(changes);
          all.values().removeIf(String::isEmpty);
          tx.meta().setSealedText(SETTINGS, text(all, "\n"));
          trail.note(AuditAction.SETTINGS_CHANGED, text(new TreeMap<>(changes), " "));
          return Collections.unmodifiableMap(all);
        });
  }

  private static void check(String name, String value) {
    boolean keeps = value.length() <= LONGEST && value.chars().noneMatch(Character::isISOControl);
    if (!NAME.matcher(name).matches() || !keeps) {
      throw new StoreException.Invalid(
          "A setting has a name of small letters and one line of text: type it again.");
    }
  }

  private static String text(Map<String, String> settings, String separator) {
    return settings.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining(separator));
  }
}
