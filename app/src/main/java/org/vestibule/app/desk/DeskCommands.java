package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.vestibule.app.desk.PaletteModel.Offer.Command;

/** The palette's commands: for the typed text, and the places of the desk. */
final class DeskCommands implements PaletteModel.Commands {
  private static final int DIGITS = 9;

  private final Predicate<Place> offered;
  private final Consumer<Place> go;
  private final Consumer<String> register;
  private final Consumer<String> searchLedger;
  private final Consumer<String> emergency;
  private final Runnable lock;
  private final Runnable wipeKeys;

  /**
   * @param offered whether a place is for whoever is signed in
   */
  DeskCommands(
      Predicate<Place> offered,
      Consumer<Place> go,
      Consumer<String> register,
      Consumer<String> searchLedger,
      Consumer<String> emergency,
      Runnable lock,
      Runnable wipeKeys) {
    this.offered = offered;
    this.go = go;
    this.register = register;
    this.searchLedger = searchLedger;
    this.emergency = emergency;
    this.lock = lock;
    this.wipeKeys = wipeKeys;
  }

  @Override
  public List<Command> fitting(String text) {
    List<Command> commands = new ArrayList<>();
    if (!text.isEmpty()) {
      String quoted = "“" + text + "”";
      commands.add(
          new Command(
              "Register " + quoted, "as a new person", "Alt R", () -> register.accept(text)));
      commands.add(
          new Command(
              "Search the ledger for " + quoted, "", "Alt L", () -> searchLedger.accept(text)));
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    boolean named = "emergency card".contains(wanted);
    String whose = named ? "" : text;
    commands.add(
        new Command(
            "Emergency card",
            whose.isEmpty() ? "" : "for “" + text + "”",
            "Alt E",
            () -> emergency.accept(whose)));
    for (Place place : Place.values()) {
      String words = "Go to " + place.title();
      boolean elsewhere = place == Place.EMERGENCY || place.ofChart();
      if (!elsewhere && words.toLowerCase(Locale.ROOT).contains(wanted) && offered.test(place)) {
        int digit = place.ordinal() + 1;
        String key = digit <= DIGITS ? "Alt " + digit : "";
        commands.add(new Command(words, "", key, () -> go.accept(place)));
      }
    }
    if ("lock the desk".contains(wanted)) {
      commands.add(new Command("Lock the desk", "the kiosks run on", "", lock));
    }
    if ("wipe keys".contains(wanted)) {
      commands.add(new Command("Wipe keys", "locks, and the kiosks stop", "", wipeKeys));
    }
    return List.copyOf(commands);
  }
}
