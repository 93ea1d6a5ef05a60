package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.vestibule.ehr.db.PatientTable;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * What everybody is searched by, decrypted, in memory only: built when the store is unlocked and
 * dropped when it is locked. Safe for use by several threads.
 */
final class Directory {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Words words = new Words();
  private final Links links = new Links();

  /** By place; empty places are null and used again. */
  private final List<Line> lines = new ArrayList<>();

  private final Map<PatientId, Integer> places = new HashMap<>();
  private final List<Integer> free = new ArrayList<>();

  /** One patient, made comparable. */
  record Line(
      PatientId patient,
      String listed,
      List<String> words,
      String number,
      LocalDate birthDate,
      String phone,
      Optional<PatientId> replacedBy) {
    static Line of(PatientTable.Listed patient) {
      return new Line(
          patient.id(),
          patient.name().listed(),
          List.copyOf(Normal.words(patient.name())),
          Normal.number(patient.number()),
          patient.birthDate(),
          Normal.phone(patient.phone()),
          patient.replacedBy());
    }

    @Override
    public String toString() {
      return "Line[" + patient + "]";
    }
  }

  /** Somebody found; see {@link PatientMatch}. */
  record Match(Line line, double closeness) {
    static final Comparator<Match> BEST_FIRST =
        Comparator.comparingDouble(Match::closeness)
            .reversed()
            .thenComparing(m -> m.line().listed())
            .thenComparing(m -> m.line().number());
  }

  /** Adds a patient or replaces the one with the same id. */
  void put(Patient patient) {
    Line line = Line.of(PatientTable.Listed.of(patient));
    lock.writeLock().lock();
    try {
      drop(line.patient());
      add(line);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Forgets a patient, if known. */
  void remove(PatientId patient) {
    lock.writeLock().lock();
    try {
      drop(patient);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Adds somebody who is not there, before anybody else has this directory. */
  void add(Line line) {
    int place = free.isEmpty() ? lines.size() : free.remove(free.size() - 1);
    if (place == lines.size()) {
      lines.add(line);
    } else {
      lines.set(place, line);
    }
    places.put(line.patient(), place);
    links.put(line.patient(), line.replacedBy());
    line.words().forEach(w -> words.add(w, place));
  }

  private void drop(PatientId patient) {
    Integer place = places.remove(patient);
    if (place != null) {
      links.remove(patient);
      lines.get(place).words().forEach(w -> words.remove(w, place));
      lines.set(place, null);
      free.add(place);
    }
  }

  /** Whoever the clinic calls this. */
  Optional<PatientId> numbered(String number) {
    String wanted = Normal.number(number);
    return reading(
        () ->
            lines.stream()
                .filter(l -> l != null && Normal.number(l.number()).equals(wanted))
                .map(Line::patient)
                .findFirst());
  }

  /** How many people there are: records that stand for themselves. */
  int size() {
    return reading(() -> places.size() - links.count());
  }

  /** All records of one person, whichever of them is asked for. */
  Family family(PatientId id) {
    return reading(() -> links.family(id));
  }

  /**
   * Everybody in whose name each word of the text is found, and by number if it has digits.
   *
   * @return best first, at most {@code limit}
   */
  List<Match> search(String text, int limit) {
    return reading(
        () -> {
          float[] closeness = words.closeness(Normal.words(text), lines.size());
          if (text.codePoints().anyMatch(Character::isDigit)) {
            byNumber(Normal.number(text), closeness);
          }
          PriorityQueue<Match> best = new PriorityQueue<>(Match.BEST_FIRST.reversed());
          for (int place = 0; place < closeness.length; place++) {
            if (closeness[place] > 0) {
              best.add(new Match(lines.get(place), closeness[place]));
              if (best.size() > limit) {
                best.remove();
              }
            }
          }
          return best.stream().sorted(Match.BEST_FIRST).toList();
        });
  }

  private void byNumber(String wanted, float[] closeness) {
    for (int place = 0; place < closeness.length; place++) {
      Line line = lines.get(place);
      if (closeness[place] == 0 && line != null && line.number().contains(wanted)) {
        closeness[place] = line.number().equals(wanted) ? 1 : 0.7f;
      }
    }
  }

  /** Who has a similar name and the same phone or nearly the same date of birth; by number. */
  List<PatientId> possibleDuplicates(HumanName name, LocalDate birthDate, String phone) {
    List<String> wanted = Normal.words(name);
    String digits = Normal.phone(phone);
    Set<LocalDate> dates = BirthDateTypos.of(birthDate);
    return reading(
        () ->
            IntStream.range(0, lines.size())
                .mapToObj(lines::get)
                .filter(l -> l != null && near(l, dates, digits))
                .filter(l -> similar(wanted, l.words()))
                .sorted(Comparator.comparing(Line::number))
                .map(Line::patient)
                .toList());
  }

  private static boolean near(Line line, Set<LocalDate> birthDates, String phone) {
    return birthDates.contains(line.birthDate())
        || (!phone.isEmpty() && line.phone().equals(phone));
  }

  /** Each word of the shorter name is found in the longer one, spelling mistakes forgiven. */
  private static boolean similar(List<String> a, List<String> b) {
    List<String> fewer = a.size() <= b.size() ? a : b;
    List<String> more = fewer == a ? b : a;
    return fewer.stream()
        .allMatch(
            w ->
                more.stream()
                    .anyMatch(v -> Spelling.closeness(w, v) > 0 || Spelling.closeness(v, w) > 0));
  }

  private <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }
}
