package org.vestibule.app.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.input.KeyCombination;
import org.vestibule.app.flow.DeskFlow.Found;

/** What the palette offers for a typed text: people, and commands. Used on the FX thread only. */
final class PaletteModel {

  /** A line that can be chosen. */
  sealed interface Offer {

    /** Somebody found. */
    record Person(Found found) implements Offer {}

    /**
     * Something to do.
     *
     * @param words in bold
     * @param detail beside it; may be empty
     * @param key the key that does it while the palette is open; may be empty
     */
    record Command(String words, String detail, String key, Runnable action) implements Offer {
      /** The key as an event matches it. */
      KeyCombination keys() {
        return KeyAction.combination(key.replace(' ', '+').replaceAll("(\\d)$", "DIGIT$1"));
      }

      @Override
      public String toString() {
        return "Command";
      }
    }
  }

  /** Gives the commands that fit a text. */
  interface Commands {
    List<Offer.Command> fitting(String text);
  }

  private final SearchModel search;
  private final Commands commands;
  private final ReadOnlyObjectWrapper<List<Offer>> offers = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Offer>> chosen =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private String text = "";

  PaletteModel(SearchModel search, Commands commands) {
    this.search = search;
    this.commands = commands;
    search.answers().addListener((property, old, now) -> offerAgain());
  }

  SearchModel search() {
    return search;
  }

  String text() {
    return text;
  }

  ReadOnlyObjectProperty<List<Offer>> offers() {
    return offers.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Offer>> chosen() {
    return chosen.getReadOnlyProperty();
  }

  void open() {
    type("");
    search.clear();
  }

  /** Commands follow every letter; people follow the settled text. */
  void type(String typed) {
    text = typed.strip();
    offerAgain();
  }

  void settled() {
    search.search(text);
  }

  void move(int by) {
    List<Offer> all = offers.get();
    if (all.isEmpty()) {
      return;
    }
    int at = chosen.get().map(all::indexOf).orElse(-1);
    chosen.set(Optional.of(all.get(Math.max(0, Math.min(all.size() - 1, at + by)))));
  }

  private void offerAgain() {
    List<Offer> next = new ArrayList<>();
    if (search.text().equals(text)) {
      search.found().get().forEach(found -> next.add(new Offer.Person(found)));
    }
    next.addAll(commands.fitting(text));
    offers.set(List.copyOf(next));
    chosen.set(next.stream().findFirst());
  }

  /**
   * The letters of a name that the typed words match, as pairs of start and end; each typed word
   * matches the beginning of a word of the name.
   */
  static List<int[]> matches(String name, String typed) {
    List<int[]> found = new ArrayList<>();
    String lower = name.toLowerCase(Locale.ROOT);
    for (String word : typed.toLowerCase(Locale.ROOT).split("\\s+", -1)) {
      int at = word.isEmpty() ? -1 : lower.indexOf(word);
      while (at > 0 && Character.isLetter(lower.charAt(at - 1))) {
        at = lower.indexOf(word, at + 1);
      }
      if (at >= 0) {
        found.add(new int[] {at, at + word.length()});
      }
    }
    found.sort((a, b) -> Integer.compare(a[0], b[0]));
    return found;
  }
}
