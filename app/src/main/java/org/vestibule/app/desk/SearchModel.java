package org.vestibule.app.desk;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.vestibule.app.flow.DeskFlow;
import org.vestibule.app.flow.DeskFlow.Found;
import org.vestibule.app.ui.UiTasks;

/**
 * Finding people by name, number or phone, for the palette and the patients screen. Only the newest
 * search is shown; an earlier one that answers later is dropped. Used on the FX thread only.
 */
final class SearchModel {
  /** Names this many letters apart are nearly the same. */
  private static final int NEARLY = 2;

  private final DeskFlow flow;
  private final UiTasks tasks;
  private final ReadOnlyObjectWrapper<List<Found>> found = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyObjectWrapper<Optional<Trouble>> trouble =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyBooleanWrapper searching = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper answers = new ReadOnlyIntegerWrapper();
  private String text = "";
  private int request;

  SearchModel(DeskFlow flow, UiTasks tasks) {
    this.flow = flow;
    this.tasks = tasks;
  }

  ReadOnlyObjectProperty<List<Found>> found() {
    return found.getReadOnlyProperty();
  }

  /** Grows with every answer, also with one that finds the same people as the last. */
  ReadOnlyIntegerProperty answers() {
    return answers.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<Optional<Trouble>> trouble() {
    return trouble.getReadOnlyProperty();
  }

  ReadOnlyBooleanProperty searching() {
    return searching.getReadOnlyProperty();
  }

  String text() {
    return text;
  }

  /** Searches for a settled text. One settled search is one entry in the ledger. */
  void search(String settled) {
    text = settled.strip();
    int mine = ++request;
    trouble.set(Optional.empty());
    if (text.isEmpty()) {
      searching.set(false);
      found.set(List.of());
      answers.set(answers.get() + 1);
      return;
    }
    searching.set(true);
    String wanted = text;
    tasks.run(
        () -> flow.search(wanted),
        people -> {
          if (mine == request) {
            searching.set(false);
            found.set(people);
            answers.set(answers.get() + 1);
          }
        },
        failure -> {
          if (mine == request) {
            searching.set(false);
            found.set(List.of());
            trouble.set(Optional.of(Trouble.of(failure)));
          }
        });
  }

  void clear() {
    search("");
  }

  /** Whether two of the people found have nearly the same name. */
  boolean namesakes() {
    List<Found> people = found.get();
    for (int i = 0; i < people.size(); i++) {
      for (int j = i + 1; j < people.size(); j++) {
        if (nearlySame(people.get(i).name(), people.get(j).name())) {
          return true;
        }
      }
    }
    return false;
  }

  static boolean nearlySame(String one, String other) {
    return distance(one.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT)) <= NEARLY;
  }

  /** Levenshtein's distance. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
