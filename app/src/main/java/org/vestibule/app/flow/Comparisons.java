package org.vestibule.app.flow;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.vestibule.app.flow.Registration.Compared;
import org.vestibule.app.flow.Registration.Compared.Likeness;
import org.vestibule.app.flow.Registration.Form;
import org.vestibule.ehr.record.Identifier;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.store.HeldImport;

/** Puts what was typed, or another record, beside a record, field by field, in words. */
final class Comparisons {
  private Comparisons() {}

  static List<Compared> fields(Form form, Patient patient) {
    String typedName = (form.given() + " " + form.family()).strip();
    return List.of(
        text("Name", typedName, patient.name().spoken()),
        born(form.born(), patient.birthDate()),
        phone(form.phone(), patient.phone()),
        text("Address", form.address(), patient.address()),
        text("Mother's name", form.mothersName(), patient.mothersName()));
  }

  /** Two records side by side; of a draft the number is empty. */
  static List<Compared> fields(Patient one, Patient other) {
    return List.of(
        text("Name", one.name().spoken(), other.name().spoken()),
        born(Optional.of(one.birthDate()), other.birthDate()),
        text("Sex", Words.sex(one.gender()), Words.sex(other.gender())),
        phone(one.phone(), other.phone()),
        text("Address", one.address(), other.address()),
        text("Mother's name", one.mothersName(), other.mothersName()),
        set("Identifiers", identifiers(one), identifiers(other)));
  }

  private static List<String> identifiers(Patient patient) {
    return patient.identifiers().stream()
        .filter(identifier -> !identifier.system().equals(HeldImport.DECISION))
        .map(Identifier::value)
        .toList();
  }

  /** Things of which each may have several, as {@code a; b}. */
  static Compared set(String field, Collection<String> one, Collection<String> other) {
    String first = String.join("; ", one);
    String second = String.join("; ", other);
    if (one.isEmpty() || other.isEmpty()) {
      return noData(field, first, second);
    }
    return Set.copyOf(one).equals(Set.copyOf(other))
        ? new Compared(field, first, second, Likeness.SAME, "same")
        : different(field, first, second);
  }

  /** {@code 2 same, 3 nearly}. */
  static String counted(List<Compared> fields) {
    long same = count(fields, Likeness.SAME);
    long nearly = count(fields, Likeness.NEARLY);
    return nearly == 0 ? same + " same" : same + " same, " + nearly + " nearly";
  }

  private static long count(List<Compared> fields, Likeness likeness) {
    return fields.stream().filter(field -> field.likeness() == likeness).count();
  }

  static Compared text(String field, String typed, String recorded) {
    String a = plain(typed);
    String b = plain(recorded);
    if (a.isEmpty() || b.isEmpty()) {
      return noData(field, typed, recorded);
    }
    if (a.equals(b)) {
      return new Compared(field, typed, recorded, Likeness.SAME, "same");
    }
    int allowed = Math.max(1, Math.min(a.length(), b.length()) / 4);
    boolean near =
        sorted(a).equals(sorted(b))
            || distance(a, b) <= allowed
            || distance(sorted(a), sorted(b)) <= allowed;
    return near
        ? new Compared(field, typed, recorded, Likeness.NEARLY, "spelt differently")
        : different(field, typed, recorded);
  }

  static Compared phone(String typed, String recorded) {
    String a = typed.replaceAll("\\D", "");
    String b = recorded.replaceAll("\\D", "");
    if (a.isEmpty() || b.isEmpty()) {
      return noData("Phone", typed, recorded);
    }
    if (a.equals(b)) {
      return new Compared("Phone", typed, recorded, Likeness.SAME, "same");
    }
    return distance(a, b) <= 1
        ? new Compared("Phone", typed, recorded, Likeness.NEARLY, "one digit differs")
        : different("Phone", typed, recorded);
  }

  static Compared born(Optional<LocalDate> typed, LocalDate recorded) {
    String shown = Words.day(recorded);
    if (typed.isEmpty()) {
      return noData("Born", "", shown);
    }
    LocalDate date = typed.get();
    String said = Words.day(date);
    if (date.equals(recorded)) {
      return new Compared("Born", said, shown, Likeness.SAME, "same");
    }
    boolean swapped =
        date.getYear() == recorded.getYear()
            && date.getMonthValue() == recorded.getDayOfMonth()
            && date.getDayOfMonth() == recorded.getMonthValue();
    if (swapped) {
      return new Compared("Born", said, shown, Likeness.NEARLY, "day and month swapped");
    }
    return distance(date.toString(), recorded.toString()) <= 1
        ? new Compared("Born", said, shown, Likeness.NEARLY, "one digit differs")
        : different("Born", said, shown);
  }

  private static Compared noData(String field, String typed, String recorded) {
    String shown = recorded.isBlank() ? "not known" : recorded;
    return new Compared(field, typed, shown, Likeness.NO_DATA, "no data");
  }

  private static Compared different(String field, String typed, String recorded) {
    return new Compared(field, typed, recorded, Likeness.DIFFERENT, "different");
  }

  /** Lower case, without accents and punctuation, usual short forms written out. */
  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .replaceAll("\\brd\\b", "road")
        .replaceAll("\\bst\\b", "street")
        .strip();
  }

  private static String sorted(String text) {
    String[] words = text.split(" ");
    Arrays.sort(words);
    return String.join(" ", words);
  }

  /** Levenshtein's edit distance. */
  private static int distance(String a, String b) {
    int[] last = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, 1 + Math.min(last[j], row[j - 1]));
      }
      last = row;
    }
    return last[b.length()];
  }
}
