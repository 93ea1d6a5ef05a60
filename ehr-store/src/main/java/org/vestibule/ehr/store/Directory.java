package org.vestibule.ehr.store;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.vestibule.ehr.record.HumanName;
import org.vestibule.ehr.record.Patient;
import org.vestibule.ehr.record.PatientId;

/**
 * The names of everybody, decrypted, in memory only: built when the store is unlocked and dropped
 * when it is locked. Safe for use by several threads.
 */
final class Directory {
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<PatientId, Patient> patients = new HashMap<>();
  private final Map<String, Set<PatientId>> byWord = new HashMap<>();
  private final Map<LocalDate, Set<PatientId>> byBirthDate = new HashMap<>();
  private final Map<String, Set<PatientId>> byPhone = new HashMap<>();

  Directory(Collection<Patient> everybody) {
    everybody.forEach(this::add);
  }

  /** Adds a patient or replaces the one with the same id. */
  void put(Patient patient) {
    lock.writeLock().lock();
    try {
      Patient before = patients.get(patient.id());
      if (before != null) {
        remove(before);
      }
      add(patient);
    } finally {
      lock.writeLock().unlock();
    }
  }

  private void add(Patient patient) {
    patients.put(patient.id(), patient);
    Normal.words(patient.name()).forEach(w -> put(byWord, w, patient.id()));
    put(byBirthDate, patient.birthDate(), patient.id());
    String phone = Normal.phone(patient.phone());
    if (!phone.isEmpty()) {
      put(byPhone, phone, patient.id());
    }
  }

  private void remove(Patient patient) {
    patients.remove(patient.id());
    Normal.words(patient.name()).forEach(w -> remove(byWord, w, patient.id()));
    remove(byBirthDate, patient.birthDate(), patient.id());
    remove(byPhone, Normal.phone(patient.phone()), patient.id());
  }

  int size() {
    return reading(patients::size);
  }

  List<PatientMatch> search(String text, int limit) {
    return reading(
        () -> {
          List<PatientMatch> matches = new ArrayList<>();
          closeness(Normal.words(text))
              .forEach((id, c) -> matches.add(new PatientMatch(patients.get(id), c)));
          if (text.codePoints().anyMatch(Character::isDigit)) {
            byNumber(text, matches);
          }
          matches.sort(
              Comparator.comparingDouble(PatientMatch::closeness)
                  .reversed()
                  .thenComparing(m -> m.patient().name().listed())
                  .thenComparing(m -> m.patient().number()));
          return List.copyOf(matches.subList(0, Math.min(limit, matches.size())));
        });
  }

  private void byNumber(String text, List<PatientMatch> matches) {
    String wanted = Normal.number(text);
    Set<PatientId> found = new HashSet<>();
    matches.forEach(m -> found.add(m.patient().id()));
    for (Patient patient : patients.values()) {
      String number = Normal.number(patient.number());
      if (number.contains(wanted) && found.add(patient.id())) {
        matches.add(new PatientMatch(patient, number.equals(wanted) ? 1 : 0.7));
      }
    }
  }

  /** Everybody in whose name each of the words is found, with how well on average. */
  private Map<PatientId, Double> closeness(List<String> words) {
    Map<PatientId, Double> all = null;
    for (String word : words) {
      Map<PatientId, Double> fits = fits(word);
      if (all == null) {
        all = fits;
      } else {
        Map<PatientId, Double> both = new HashMap<>();
        all.forEach(
            (id, c) -> {
              Double other = fits.get(id);
              if (other != null) {
                both.put(id, c + other);
              }
            });
        all = both;
      }
    }
    if (all == null) {
      return Map.of();
    }
    all.replaceAll((id, c) -> c / words.size());
    return all;
  }

  private Map<PatientId, Double> fits(String word) {
    Map<PatientId, Double> fits = new HashMap<>();
    byWord.forEach(
        (name, ids) -> {
          double c = closeness(word, name);
          if (c > 0) {
            ids.forEach(id -> fits.merge(id, c, Math::max));
          }
        });
    return fits;
  }

  /** 1 equal, 0.9 the beginning of it, less for each typing mistake, 0 something else. */
  private static double closeness(String wanted, String name) {
    if (name.equals(wanted)) {
      return 1;
    }
    if (name.startsWith(wanted)) {
      return 0.9;
    }
    int forgiven = Spelling.forgiven(wanted.length());
    if (forgiven == 0) {
      return 0;
    }
    int distance = Spelling.distance(wanted, name, forgiven);
    return distance > forgiven ? 0 : 0.8 - 0.2 * (distance - 1);
  }

  List<Patient> possibleDuplicates(HumanName name, LocalDate birthDate, String phone) {
    return reading(
        () -> {
          Set<PatientId> near = new LinkedHashSet<>(byBirthDate.getOrDefault(birthDate, Set.of()));
          String digits = Normal.phone(phone);
          if (!digits.isEmpty()) {
            near.addAll(byPhone.getOrDefault(digits, Set.of()));
          }
          List<String> words = Normal.words(name);
          return near.stream()
              .map(patients::get)
              .filter(p -> similar(words, Normal.words(p.name())))
              .sorted(Comparator.comparing(Patient::number))
              .toList();
        });
  }

  /** Each word of the shorter name is found in the longer one, spelling mistakes forgiven. */
  private static boolean similar(List<String> a, List<String> b) {
    List<String> fewer = a.size() <= b.size() ? a : b;
    List<String> more = fewer == a ? b : a;
    return fewer.stream()
        .allMatch(w -> more.stream().anyMatch(v -> closeness(w, v) > 0 || closeness(v, w) > 0));
  }

  private <T> T reading(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  private static <K> void put(Map<K, Set<PatientId>> index, K key, PatientId id) {
    index.computeIfAbsent(key, k -> new HashSet<>(2)).add(id);
  }

  private static <K> void remove(Map<K, Set<PatientId>> index, K key, PatientId id) {
    Set<PatientId> ids = index.get(key);
    if (ids != null && ids.remove(id) && ids.isEmpty()) {
      index.remove(key);
    }
  }
}
