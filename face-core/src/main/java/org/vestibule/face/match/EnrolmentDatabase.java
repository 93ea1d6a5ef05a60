package org.vestibule.face.match;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.vestibule.face.template.EncoderId;
import org.vestibule.face.template.Template;

/**
 * The references of everybody enrolled, in memory (ISO/IEC 2382-37: biometric enrolment database),
 * by encoder: templates of different encoders are never compared.
 *
 * <p>Thread-safe: searches run side by side, a change waits for them. A search is exact ({@link
 * ReferenceIndex}); adding or removing a person costs no more with many enrolled than with few.
 */
public final class EnrolmentDatabase {
  private static final DotProducts DOTS = DotProducts.best();

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<EncoderId, ReferenceIndex> galleries = new HashMap<>();
  private final Map<String, Set<String>> lookAlikes = new HashMap<>();

  /**
   * Enrols a person, replacing what the person had of the encoders named in the templates and
   * keeping the rest.
   *
   * @param reference the person, opaque to this database
   * @param templates at least one, of any encoders
   */
  public void put(String reference, List<Template> templates) {
    if (templates.isEmpty()) {
      throw new IllegalArgumentException("nothing to enrol");
    }
    Map<EncoderId, List<Template>> byEncoder = new HashMap<>();
    for (Template template : templates) {
      byEncoder.computeIfAbsent(template.encoder(), id -> new ArrayList<>()).add(template);
    }
    change(
        () ->
            byEncoder.forEach(
                (id, own) ->
                    galleries
                        .computeIfAbsent(id, any -> index(own.get(0).dimension()))
                        .put(reference, withMean(own))));
  }

  /** The samples, outliers among them, and beside them the mean of those that are not. */
  private static List<Template> withMean(List<Template> samples) {
    List<Template> references = new ArrayList<>(samples);
    RobustMean.of(samples).ifPresent(references::add);
    return references;
  }

  private static ReferenceIndex index(int dimension) {
    return new ReferenceIndex(dimension, DOTS);
  }

  /** Removes all of a person's references. Does nothing for somebody not enrolled. */
  public void remove(String reference) {
    change(
        () -> {
          galleries.values().forEach(gallery -> gallery.remove(reference));
          galleries.values().removeIf(gallery -> gallery.size() == 0);
        });
  }

  /** Forgets everybody, and who looks alike. */
  public void clear() {
    change(
        () -> {
          galleries.clear();
          lookAlikes.clear();
        });
  }

  /**
   * {@link #put}s templates of people who are enrolled, in one step that no search sees half done.
   * Somebody who was removed since the templates were begun stays removed.
   */
  public void putEnrolled(Map<String, List<Template>> people) {
    change(
        () ->
            people.forEach(
                (reference, templates) -> {
                  if (galleries.values().stream().anyMatch(g -> g.contains(reference))) {
                    put(reference, templates);
                  }
                }));
  }

  /** Drops all references of the encoder's name but those of this version. */
  public void keepOnly(EncoderId encoder) {
    change(
        () ->
            galleries
                .keySet()
                .removeIf(id -> id.name().equals(encoder.name()) && !id.equals(encoder)));
  }

  /** The newest version of an encoder that anybody has references of. */
  public OptionalInt newestVersion(String encoder) {
    return read(
        () ->
            galleries.keySet().stream()
                .filter(id -> id.name().equals(encoder))
                .mapToInt(EncoderId::version)
                .max());
  }

  /** How many people have references of any encoder. */
  public int size() {
    return read(
        () ->
            (int)
                galleries.values().stream()
                    .flatMap(g -> g.references().stream())
                    .distinct()
                    .count());
  }

  /** How many people have references of this encoder. */
  public int size(EncoderId encoder) {
    return read(() -> galleries.containsKey(encoder) ? galleries.get(encoder).size() : 0);
  }

  /**
   * The people most like the probe among those with references of its encoder, best first; of equal
   * scores the smaller reference first.
   *
   * @param limit how many at most, at least 1
   */
  public List<Candidate> candidates(Template probe, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1");
    }
    return read(
        () ->
            galleries.containsKey(probe.encoder())
                ? galleries.get(probe.encoder()).nearest(probe, limit)
                : List.of());
  }

  /**
   * How like the probe one person is, as a {@link Candidate} would say.
   *
   * @return a cosine, -1 to 1, larger is more alike; empty for somebody without references of the
   *     probe's encoder
   */
  public OptionalDouble score(String reference, Template probe) {
    return read(
        () ->
            galleries.containsKey(probe.encoder())
                ? galleries.get(probe.encoder()).score(reference, probe)
                : OptionalDouble.empty());
  }

  /**
   * Marks two people whose faces do not tell them apart, such as twins: {@link #search} says of
   * either that it is one of them, also while only one is enrolled, since the other comes to the
   * same camera.
   */
  public void addLookAlikes(String one, String other) {
    change(() -> mark(one, other));
  }

  /** Forgets who was marked, and marks these pairs. */
  public void setLookAlikes(Map<String, Set<String>> pairs) {
    change(
        () -> {
          lookAlikes.clear();
          pairs.forEach((one, others) -> others.forEach(other -> mark(one, other)));
        });
  }

  private void mark(String one, String other) {
    lookAlikes.computeIfAbsent(one, any -> new HashSet<>()).add(other);
    lookAlikes.computeIfAbsent(other, any -> new HashSet<>()).add(one);
  }

  /**
   * What the rule says of a probe against this database. Where somebody would be proposed who is
   * marked as another's look-alike, it is one of them, for staff to tell; they are no rivals of
   * each other, whoever of them scores higher.
   */
  public Decision search(Template probe, DecisionRule rule) {
    return read(
        () -> {
          List<Candidate> best = candidates(probe, 2);
          int enrolled = size(probe.encoder());
          Set<String> alike = best.isEmpty() ? Set.of() : alike(best.get(0));
          if (alike.size() < 2) {
            return rule.decide(best, enrolled);
          }
          List<Candidate> rivals = new ArrayList<>(candidates(probe, alike.size() + 1));
          rivals.subList(1, rivals.size()).removeIf(other -> alike.contains(other.reference()));
          return rule.decide(rivals, enrolled) instanceof Decision.Proposed
              ? new Decision.OneOf(List.copyOf(alike))
              : new Decision.Unknown();
        });
  }

  /** The person and whoever is marked as a look-alike. */
  private Set<String> alike(Candidate candidate) {
    Set<String> alike = new HashSet<>(lookAlikes.getOrDefault(candidate.reference(), Set.of()));
    alike.add(candidate.reference());
    return alike;
  }

  private void change(Runnable work) {
    Lock writing = lock.writeLock();
    writing.lock();
    try {
      work.run();
    } finally {
      writing.unlock();
    }
  }

  private <T> T read(Supplier<T> work) {
    Lock reading = lock.readLock();
    reading.lock();
    try {
      return work.get();
    } finally {
      reading.unlock();
    }
  }
}
