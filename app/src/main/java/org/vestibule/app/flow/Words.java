package org.vestibule.app.flow;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.ehr.record.Gender;
import org.vestibule.face.match.FalseProposal;
import org.vestibule.face.pipeline.SecondOpinion;

/** How the desk says things. */
final class Words {
  private static final long RAREST = 1_000_000;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK);
  private static final DateTimeFormatter SHORT_DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.UK);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.UK);

  private Words() {}

  /** {@code 14 March 1948}. */
  static String day(LocalDate date) {
    return DAY.format(date);
  }

  /** {@code 3 Nov 2026}, or {@code Today}. */
  static String shortDay(Instant when, Instant now, ZoneId zone) {
    LocalDate date = LocalDate.ofInstant(when, zone);
    return date.equals(LocalDate.ofInstant(now, zone)) ? "Today" : SHORT_DAY.format(date);
  }

  /** {@code 10:02}. */
  static String time(Instant when, ZoneId zone) {
    return TIME.format(when.atZone(zone));
  }

  /** {@code 120 kB}, {@code 1.4 MB}. */
  static String size(long bytes) {
    if (bytes < 1_000) {
      return bytes + " bytes";
    }
    return bytes < 1_000_000
        ? bytes / 1_000 + " kB"
        : String.format(Locale.UK, "%.1f MB", bytes / 1e6);
  }

  /** {@code 2 min}, {@code 1 h 5 min}. */
  static String waited(Duration time) {
    long minutes = Math.max(0, time.toMinutes());
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /**
   * {@code Confirmed at the desk 10:02, photo, by R. Menon}.
   *
   * @param how what staff looked at; empty if not known any more
   */
  static String confirmed(Instant when, String how, String who, ZoneId zone) {
    return "Confirmed at the desk "
        + time(when, zone)
        + (how.isEmpty() ? "" : ", " + how)
        + ", by "
        + who;
  }

  /** {@code 78 years}; months below two years. */
  static String age(LocalDate born, LocalDate today) {
    Period age = Period.between(born, today);
    if (age.getYears() >= 2) {
      return age.getYears() + " years";
    }
    long months = age.toTotalMonths();
    return Count.of(months, "month");
  }

  static String sex(Gender gender) {
    return switch (gender) {
      case FEMALE -> "female";
      case MALE -> "male";
      case OTHER -> "another sex";
      case UNKNOWN -> "sex not recorded";
    };
  }

  /** A language's English name; empty for none. */
  static String language(String tag) {
    return tag.isBlank() ? "" : Locale.forLanguageTag(tag).getDisplayLanguage(Locale.ENGLISH);
  }

  /**
   * What eigenfaces and small network say beside a decision.
   *
   * @param eigenfaces empty while nobody could be asked: a model needs pictures of several people
   * @param network empty until it was trained
   * @param proposed the person decided on; empty for unknown
   */
  static String opinions(
      Optional<SecondOpinion> eigenfaces,
      Optional<SecondOpinion> network,
      Optional<String> proposed) {
    String first =
        eigenfaces
            .map(opinion -> "Eigenfaces " + says(opinion, proposed, "do not", "agree", "say"))
            .orElse("Eigenfaces cannot say yet (too few people)");
    return network
        .map(
            opinion ->
                first + "; the network " + says(opinion, proposed, "does not", "agrees", "says"))
        .orElse(first);
  }

  private static String says(
      SecondOpinion opinion, Optional<String> proposed, String not, String agrees, String says) {
    String what =
        opinion.reference().isEmpty()
            ? not + " know this face"
            : opinion.reference().equals(proposed) ? agrees : says + " somebody else";
    return what + (opinion.tooFewPeople() ? " (too few people, decides nothing)" : "");
  }

  /** How sure the face alone is. For staff only. */
  static String alike(Optional<FalseProposal> wrong) {
    return "Face looks like the record photo"
        + wrong.map(w -> ", wrong " + oneIn(w.byFace())).orElse("");
  }

  /** How sure the face is together with the date of birth. For staff only. */
  static String alikeAndBorn(Optional<FalseProposal> wrong) {
    return "Face looks like the record photo"
        + wrong
            .map(w -> ", with the birth date wrong by chance " + oneIn(w.withBirthDate()))
            .orElse("");
  }

  /**
   * A small probability in words, {@code about 1 in 40,000}: one digit, since more would be
   * invented, and nothing rarer than a million, which no measurement here has shown.
   *
   * @param probability 0 to 1
   */
  static String oneIn(double probability) {
    if (probability * RAREST < 1) {
      return String.format(Locale.ENGLISH, "less than 1 in %,d", RAREST);
    }
    double times = Math.max(1, 1 / probability);
    double unit = Math.pow(10, Math.floor(Math.log10(times)));
    return String.format(Locale.ENGLISH, "about 1 in %,d", Math.round(times / unit) * (long) unit);
  }
}
