package org.vestibule.ehr.db;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What SQLite finds wrong with its file, said to whoever looks after the clinic's computer: where
 * it is, by what is kept there, and what to do. SQLite's own words, which name tables and pages and
 * never contents, go to the log.
 */
final class FileDamage {
  private static final Logger LOG = LoggerFactory.getLogger(FileDamage.class);

  private static final Pattern INDEX = Pattern.compile("\\bindex (\\w+)");
  private static final Pattern TABLE = Pattern.compile("\\bin (\\w+)(?:\\.|$)");
  private static final Pattern TREE = Pattern.compile("^Tree (\\d+) ");

  private static final Map<String, String> KEPT =
      Map.ofEntries(
          Map.entry("meta", "the clinic's settings"),
          Map.entry("counter", "the clinic's settings"),
          Map.entry("staff", "the list of staff"),
          Map.entry("patient", "the list of patients"),
          Map.entry("lookup", "the numbers by which patients are found"),
          Map.entry("entry", "the charts"),
          Map.entry("entry_lookup", "the days of appointments"),
          Map.entry("face", "the photos and face templates"),
          Map.entry("face_model", "the models of faces"),
          Map.entry("manifest", "the lists of what each record holds"),
          Map.entry("audit", "the audit ledger"),
          Map.entry("blob", "the list of documents"),
          Map.entry("erasure", "the list of erasures"),
          Map.entry("emergency_card", "the emergency cards"),
          Map.entry("emergency", "the uses of emergency access"),
          Map.entry("provider", "the practitioners"),
          Map.entry("provider_manifest", "the practitioners"),
          Map.entry("sign_in_failure", "the failed sign-ins"));

  private final Map<String, String> tableOfName = new HashMap<>();
  private final Map<String, String> tableOfTree = new HashMap<>();

  FileDamage(Handle handle) {
    handle
        .createQuery("SELECT name, tbl_name, rootpage FROM sqlite_master")
        .map(
            (row, context) -> {
              tableOfName.put(row.getString(1), row.getString(2));
              return tableOfTree.put(row.getString(3), row.getString(2));
            })
        .useIterator(rows -> rows.forEachRemaining(r -> {}));
  }

  /** One sentence for each place, in the order of the findings. */
  List<String> sentences(List<String> findings) {
    Set<String> sentences = new LinkedHashSet<>();
    for (String finding : findings) {
      LOG.warn("integrity check: {}", finding);
      sentences.add(sentence(finding));
    }
    return List.copyOf(sentences);
  }

  private String sentence(String finding) {
    Matcher index = INDEX.matcher(finding);
    if (index.find()) {
      return "The database file is damaged where it says in which order to find "
          + kept(tableOfName.get(index.group(1)))
          + ": restore the latest backup.";
    }
    Matcher tree = TREE.matcher(finding);
    Matcher table = TABLE.matcher(finding);
    String place =
        tree.find()
            ? kept(tableOfTree.get(tree.group(1)))
            : kept(table.find() ? tableOfName.get(table.group(1)) : null);
    return "The database file is damaged where it keeps " + place + ": restore the latest backup.";
  }

  private static String kept(String table) {
    return table == null ? "its own lists" : KEPT.getOrDefault(table, "its own lists");
  }
}
