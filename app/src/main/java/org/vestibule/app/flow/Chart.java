package org.vestibule.app.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A patient's chart, ready to be shown. It is the only copy the desk holds; {@code closeChart} lets
 * go of it.
 *
 * @param number {@code V-004127}
 * @param age in words: {@code 78 years}
 * @param remark what to mind when talking: {@code speaks Kannada}; may be empty
 * @param confirmed who confirmed the person and how: {@code Confirmed at the desk 10:05}; empty
 *     when the chart was found by search
 * @param allergies stands fixed above everything
 * @param clinical false when this person's role may see the directory only: the lists are empty
 */
public record Chart(
    String number,
    String name,
    Optional<Photo> photo,
    LocalDate born,
    String age,
    String sex,
    String remark,
    String confirmed,
    Allergies allergies,
    boolean clinical,
    List<Line> problems,
    List<Line> medicines,
    List<ConsentLine> consents,
    List<Fact> summary,
    List<Entry> timeline,
    List<Result> results,
    List<Document> documents,
    List<Looked> looked) {

  public Chart {
    problems = List.copyOf(problems);
    medicines = List.copyOf(medicines);
    consents = List.copyOf(consents);
    summary = List.copyOf(summary);
    timeline = List.copyOf(timeline);
    results = List.copyOf(results);
    documents = List.copyOf(documents);
    looked = List.copyOf(looked);
  }

  /**
   * @param list empty unless LISTED
   * @param checked {@code checked with the patient 12 June 2025}; may be empty
   */
  public record Allergies(Known known, List<Allergy> list, String checked) {
    public Allergies {
      list = List.copyOf(list);
    }

    /** The three look different everywhere. */
    public enum Known {
      NOT_ASKED,
      NONE_KNOWN,
      LISTED
    }

    @Override
    public String toString() {
      return "Allergies";
    }
  }

  /**
   * @param reaction {@code anaphylaxis 2014}; may be empty
   * @param severe whether it is recorded as severe or of high criticality
   */
  public record Allergy(String substance, String reaction, boolean severe) {
    @Override
    public String toString() {
      return "Allergy";
    }
  }

  /**
   * A line of a list: what, and what stands beside or below it.
   *
   * @param detail {@code since 2009}, {@code twice a day, since 2019}
   */
  public record Line(String text, String detail, boolean active) {
    @Override
    public String toString() {
      return "Line";
    }
  }

  /**
   * A document, or what was imported and kept as it came.
   *
   * @param id what saving it takes; empty for what cannot be saved
   * @param detail {@code PDF, 120 kB, 3 Nov 2026}
   * @param summary its own sentences, each ending in its page: {@code … [page 2]}
   */
  public record Document(Optional<String> id, String title, String detail, List<String> summary) {
    public Document {
      summary = List.copyOf(summary);
    }

    @Override
    public String toString() {
      return "Document";
    }
  }

  /** A consent in words and whether it was given. */
  public record ConsentLine(String text, boolean given) {
    @Override
    public String toString() {
      return "ConsentLine";
    }
  }

  /**
   * A sentence of the summary and where it comes from. Facts only, no advice.
   *
   * @param source {@code HbA1c, 3 Nov}
   */
  public record Fact(String sentence, String source) {
    @Override
    public String toString() {
      return "Fact";
    }
  }

  /**
   * @param day {@code Today}, {@code 3 Nov 2026}
   * @param title the part in bold
   * @param notable whether it is to be marked
   */
  public record Entry(String day, String title, String detail, boolean notable) {
    @Override
    public String toString() {
      return "Entry";
    }
  }

  /**
   * A measured quantity over time.
   *
   * @param values oldest first; may hold one
   * @param value the newest in words, with {@code unit} beside it
   * @param verdict {@code high}, {@code low}, {@code in range}, or empty when there is no range
   */
  public record Result(
      String name, List<Double> values, String value, String unit, String verdict) {
    public Result {
      values = List.copyOf(values);
    }

    @Override
    public String toString() {
      return "Result";
    }
  }

  /** Who looked at this record, when and what for. */
  public record Looked(Instant when, String who, String what) {
    @Override
    public String toString() {
      return "Looked";
    }
  }

  @Override
  public String toString() {
    return "Chart";
  }
}
