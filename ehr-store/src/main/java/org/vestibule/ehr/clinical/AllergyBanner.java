package org.vestibule.ehr.clinical;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.ehr.record.AllergyIntolerance;
import org.vestibule.ehr.record.AllergyStatement;
import org.vestibule.ehr.record.AllergyStatus;
import org.vestibule.ehr.record.ChartEntry;
import org.vestibule.ehr.record.Criticality;

/**
 * What a chart says about allergies. "Not asked", "none known" and a list are three different
 * answers, and a list overrules whatever was stated before.
 *
 * @param status which of the three
 * @param lines the listed allergies, the most dangerous first; empty unless listed
 * @param asked when the latest statement was taken down; empty if there is none
 */
public record AllergyBanner(AllergyStatus status, List<Line> lines, Optional<Instant> asked) {

  /** How dangerous an exposure would be. */
  public enum Severity {
    /** High criticality, or a reaction that can kill. */
    SEVERE,
    /** Nobody has judged it: to be taken as seriously as a severe one until somebody has. */
    UNKNOWN,
    /** Low criticality. */
    MILD
  }

  /**
   * One allergy.
   *
   * @param allergy where it comes from
   * @param text for example {@code Penicillin, anaphylaxis 2014}
   */
  public record Line(AllergyIntolerance allergy, Severity severity, String text) {
    @Override
    public String toString() {
      return "Line";
    }
  }

  /** Reactions that make an allergy severe whatever its criticality says. */
  private static final List<String> DEADLY =
      List.of("anaphyla", "angioedema", "laryngeal", "stevens-johnson", "bronchospasm", "shock");

  public AllergyBanner {
    lines = List.copyOf(lines);
  }

  /** Reads the banner off a whole chart; entries of other kinds are passed over. */
  public static AllergyBanner of(Collection<? extends ChartEntry> chart) {
    List<Line> lines =
        chart.stream()
            .filter(AllergyIntolerance.class::isInstance)
            .map(AllergyIntolerance.class::cast)
            .map(a -> new Line(a, severity(a), text(a)))
            .sorted(Comparator.comparing(Line::severity).thenComparing(Line::text))
            .toList();
    Optional<AllergyStatement> statement =
        chart.stream()
            .filter(AllergyStatement.class::isInstance)
            .map(AllergyStatement.class::cast)
            .max(Comparator.comparing(AllergyStatement::asserted));
    AllergyStatus stated = statement.map(AllergyStatement::status).orElse(AllergyStatus.NOT_ASKED);
    return new AllergyBanner(
        lines.isEmpty() ? stated : AllergyStatus.LISTED,
        lines,
        statement.map(AllergyStatement::asserted));
  }

  private static Severity severity(AllergyIntolerance allergy) {
    String reaction = allergy.reaction().toLowerCase(Locale.ROOT);
    if (allergy.criticality() == Criticality.HIGH || DEADLY.stream().anyMatch(reaction::contains)) {
      return Severity.SEVERE;
    }
    return allergy.criticality() == Criticality.LOW ? Severity.MILD : Severity.UNKNOWN;
  }

  private static String text(AllergyIntolerance allergy) {
    String reaction = allergy.reaction().isBlank() ? "" : ", " + allergy.reaction();
    String year = allergy.since().map(day -> " " + day.getYear()).orElse("");
    return allergy.substance().text() + reaction + (reaction.isEmpty() ? "" : year);
  }

  @Override
  public String toString() {
    return "AllergyBanner[" + status + ", " + lines.size() + "]";
  }
}
