package org.vestibule.face.evaluation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.pipeline.FaceEngine;
import org.vestibule.face.quality.PadCheck;
import org.vestibule.face.quality.PadResult;
import org.vestibule.face.quality.PadResult.Cue;
import org.vestibule.face.quality.PadResult.Prompt;
import org.vestibule.face.quality.PadResult.Status;

/**
 * Presentation attack detection over staged presentations (ISO/IEC 30107-3): how many attacks of
 * each species are taken for a person (APCER) and how many of a person's answers are not (BPCER).
 * Everything is made from one clip of one person, so the table is synthetic, and it carries no
 * intervals: attempts that share their pictures are not independent.
 */
public final class PadEvaluation {
  private static final Duration STEP = Duration.ofMillis(66);
  private static final int LONGEST = 700;
  private static final int FOREVER = Integer.MAX_VALUE;
  private static final Set<Cue> ADVISORY = EnumSet.of(Cue.NO_BLINK, Cue.FLAT);

  /** What is held before the camera. */
  public enum Species {
    /** Not an attack: a person who does what is asked. */
    BONA_FIDE,
    STILL_PHOTO,
    MOVED_AND_TILTED_PHOTO,
    /** A photo with holes for the attacker's eyes, who blinks when asked and turns the photo. */
    CUT_OUT_EYES,
    REPLAYED_CLIP,
    REPLAY_WITH_BLINKS,
    FROZEN_CAMERA,
    /** One answer of a real person, injected over and over bit by bit. */
    INJECTED_LOOP
  }

  /**
   * @param attempts how many presentations
   * @param passed how many of them were taken for a person
   * @param advised in how many an advisory cue spoke against a person, which decided nothing
   */
  public record Row(int attempts, int passed, Map<Cue, Integer> advised) {
    public Row {
      advised = Map.copyOf(advised);
    }

    /** APCER for an attack. */
    public double passRate() {
      return (double) passed / attempts;
    }
  }

  private final PadFilms films;
  private final Random random;

  private PadEvaluation(PadFilms films, long seed) {
    this.films = films;
    this.random = new Random(seed);
  }

  /**
   * @param clip a source of one person who looks ahead and turns to both sides
   * @param attempts of each species
   * @throws CaptureException when the clip cannot be read
   * @throws IllegalArgumentException when it does not show what is needed
   */
  public static Map<Species, Row> run(
      FaceEngine engine, PadFilms.Opener clip, int attempts, long seed) throws CaptureException {
    PadEvaluation evaluation = new PadEvaluation(PadFilms.of(engine, clip), seed);
    Map<Species, Row> table = new EnumMap<>(Species.class);
    for (Species species : Species.values()) {
      table.put(species, evaluation.row(species, attempts));
    }
    return table;
  }

  private Row row(Species species, int attempts) {
    int passed = 0;
    Map<Cue, Integer> advised = new EnumMap<>(Cue.class);
    ADVISORY.forEach(cue -> advised.put(cue, 0));
    for (int i = 0; i < attempts; i++) {
      PadResult result = present(species);
      passed += result.status() == Status.PASSED ? 1 : 0;
      result.cues().forEach(cue -> advised.computeIfPresent(cue, (same, count) -> count + 1));
    }
    return new Row(attempts, passed, advised);
  }

  private PadResult present(Species species) {
    PadCheck check = new PadCheck(new Random(random.nextLong()));
    PadResult result = check.result();
    Actor actor = new Actor(species);
    for (int i = 0; i < LONGEST && result.status() == Status.PENDING; i++) {
      PadFilms.Shot shot = actor.next(result.prompt());
      result = check.observe(STEP.multipliedBy(i), shot.marks(), shot.digest());
    }
    return result;
  }

  /** Plays shots for one presentation. */
  private final class Actor {
    private final Species species;
    private final List<PadFilms.Shot> queue = new ArrayList<>();
    private int clock = random.nextInt(films.clip().size());
    private int wait = FOREVER;
    private Optional<Prompt> before = Optional.empty();
    private Optional<Prompt> answering = Optional.empty();

    Actor(Species species) {
      this.species = species;
    }

    PadFilms.Shot next(Optional<Prompt> prompt) {
      clock++;
      return switch (species) {
        case BONA_FIDE -> answered(prompt, films::act).fresh(random);
        case CUT_OUT_EYES -> answered(prompt, this::maskAct).fresh(random);
        case STILL_PHOTO -> at(films.still()).fresh(random);
        case MOVED_AND_TILTED_PHOTO -> at(films.tilted()).fresh(random);
        case REPLAYED_CLIP -> at(films.clip()).fresh(random);
        case REPLAY_WITH_BLINKS -> at(films.blinking()).fresh(random);
        case FROZEN_CAMERA -> films.still().get(0);
        case INJECTED_LOOP -> at(films.loop());
      };
    }

    private PadFilms.Shot at(List<PadFilms.Shot> film) {
      return film.get(clock % film.size());
    }

    private List<PadFilms.Shot> maskAct(Prompt prompt) {
      return prompt == Prompt.BLINK ? films.act(prompt) : films.tilted();
    }

    /** Reacts to a new request after 0.3 to 1.2 seconds, and looks ahead else. */
    private PadFilms.Shot answered(
        Optional<Prompt> prompt, Function<Prompt, List<PadFilms.Shot>> act) {
      if (prompt.isPresent() && !prompt.equals(before)) {
        wait = 5 + random.nextInt(14);
        answering = prompt;
      }
      before = prompt;
      if (wait != FOREVER && --wait == 0) {
        queue.addAll(act.apply(answering.orElseThrow()));
        wait = FOREVER;
      }
      return queue.isEmpty() ? at(films.still()) : queue.remove(0);
    }
  }
}
