package org.vestibule.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.vestibule.app.flow.Chart;
import org.vestibule.app.flow.ClinicWork;
import org.vestibule.app.flow.FlowException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

@Command(name = "show", description = "Shows a patient's chart.")
final class ShowCommand implements Callable<Integer> {
  @ParentCommand private Cli cli;

  @Mixin private PatientOption patient = new PatientOption();

  @Override
  public Integer call() throws FlowException {
    try (ClinicWork work = cli.globals().work(false)) {
      Chart chart = work.records().show(patient.number());
      cli.globals().print(json(chart), words(chart));
      return 0;
    }
  }

  private static JsonLine json(Chart chart) {
    return new JsonLine()
        .with("patient", chart.number())
        .with("name", chart.name())
        .with("born", chart.born().toString())
        .with("age", chart.age())
        .with("sex", chart.sex())
        .with("photo", chart.photo().isPresent())
        .with("allergies", allergies(chart.allergies()))
        .with("problems", lines(chart.problems()))
        .with("medicines", lines(chart.medicines()))
        .with("results", each(chart.results(), ShowCommand::result))
        .with(
            "consents",
            each(
                chart.consents(),
                c -> new JsonLine().with("text", c.text()).with("given", c.given())))
        .with(
            "summary",
            each(
                chart.summary(),
                f -> new JsonLine().with("sentence", f.sentence()).with("source", f.source())))
        .with("timeline", each(chart.timeline(), ShowCommand::entry));
  }

  private static <T> List<Map<String, Object>> each(List<T> all, Function<T, JsonLine> line) {
    return all.stream().map(one -> line.apply(one).fields()).toList();
  }

  private static JsonLine result(Chart.Result result) {
    return new JsonLine()
        .with("name", result.name())
        .with("value", result.value())
        .with("unit", result.unit());
  }

  private static JsonLine entry(Chart.Entry entry) {
    return new JsonLine()
        .with("day", entry.day())
        .with("title", entry.title())
        .with("detail", entry.detail());
  }

  private static Map<String, Object> allergies(Chart.Allergies allergies) {
    return new JsonLine()
        .with("known", allergies.known().name().toLowerCase(Locale.ROOT))
        .with("list", each(allergies.list(), ShowCommand::allergy))
        .fields();
  }

  private static JsonLine allergy(Chart.Allergy allergy) {
    return new JsonLine()
        .with("substance", allergy.substance())
        .with("reaction", allergy.reaction())
        .with("severe", allergy.severe());
  }

  private static List<Map<String, Object>> lines(List<Chart.Line> lines) {
    return each(
        lines,
        l ->
            new JsonLine()
                .with("text", l.text())
                .with("detail", l.detail())
                .with("active", l.active()));
  }

  private static String words(Chart chart) {
    StringBuilder words = new StringBuilder();
    words.append(
        String.format(
            "%s%n%s, born %s, %s, %s%n",
            chart.name(), chart.age(), chart.born(), chart.sex(), chart.number()));
    words.append("Allergies: ").append(allergyWords(chart.allergies())).append('\n');
    section(words, "Problems", chart.problems());
    section(words, "Medicines", chart.medicines());
    for (Chart.Fact fact : chart.summary()) {
      words.append(fact.sentence()).append(" [").append(fact.source()).append("]\n");
    }
    return words.toString().stripTrailing();
  }

  private static String allergyWords(Chart.Allergies allergies) {
    return switch (allergies.known()) {
      case NOT_ASKED -> "not asked yet";
      case NONE_KNOWN -> "none known";
      case LISTED ->
          String.join(
              "; ",
              allergies.list().stream()
                  .map(
                      a ->
                          a.substance()
                              + (a.reaction().isEmpty() ? "" : ", " + a.reaction())
                              + (a.severe() ? " (SEVERE)" : ""))
                  .toList());
    };
  }

  private static void section(StringBuilder words, String title, List<Chart.Line> lines) {
    if (!lines.isEmpty()) {
      words.append(title).append(":\n");
      for (Chart.Line line : lines) {
        words
            .append("  ")
            .append(line.text())
            .append(line.detail().isEmpty() ? "" : ", " + line.detail())
            .append(line.active() ? "" : " (over)")
            .append('\n');
      }
    }
  }
}
