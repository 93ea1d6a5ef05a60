package org.vestibule.ehr.document;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.vestibule.ehr.record.SummarySentence;

/**
 * A few sentences of a document, word for word, that stand for the rest: continuous LexRank (Erkan
 * and Radev, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", JAIR 22,
 * 2004). Sentences are alike by the cosine of their tf-idf vectors; the most central ones are
 * taken, but none that says what one taken before says. Nothing is added, so nothing is invented.
 */
public final class Summary {
  private static final int MOST_SENTENCES = 400;
  private static final int SHORTEST_WORDS = 5;
  private static final int LONGEST_CHARACTERS = 400;
  private static final double DAMPING = 0.85;
  private static final double TOO_ALIKE = 0.5;
  private static final int ROUNDS = 50;

  private final List<SummarySentence> sentences;
  private final List<Map<String, Double>> vectors;

  private Summary(List<SummarySentence> sentences) {
    this.sentences = sentences;
    this.vectors = vectors(sentences);
  }

  /**
   * Summarises a text.
   *
   * @param most how many sentences at most, from 1
   * @return in the order of the text; empty where it has no sentences
   */
  public static List<SummarySentence> of(DocumentText text, int most) {
    List<SummarySentence> all = sentences(text);
    return all.isEmpty() ? List.of() : new Summary(all).best(most);
  }

  /** Sentences long enough to say something; the first 400 of a long document. */
  private static List<SummarySentence> sentences(DocumentText text) {
    List<SummarySentence> all = new ArrayList<>();
    for (int page = 0; page < text.pages().size(); page++) {
      String content = text.pages().get(page);
      BreakIterator ends = BreakIterator.getSentenceInstance(Locale.ROOT);
      ends.setText(content);
      int start = ends.first();
      for (int end = ends.next(); end != BreakIterator.DONE; start = end, end = ends.next()) {
        add(all, content, page + 1, start, end);
        if (all.size() == MOST_SENTENCES) {
          return all;
        }
      }
    }
    return all;
  }

  /** A blank line ends a sentence too: headings have no full stop. */
  private static void add(List<SummarySentence> all, String page, int number, int from, int to) {
    int start = from;
    for (String part : page.substring(from, to).split("(?<=\\n)(?=[ \\t]*\\r?\\n)", -1)) {
      String plain = part.strip().replaceAll("\\s+", " ");
      int offset = start + part.length() - part.stripLeading().length();
      if (words(plain).size() >= SHORTEST_WORDS && plain.length() <= LONGEST_CHARACTERS) {
        all.add(new SummarySentence(number, offset, plain));
      }
      start += part.length();
    }
  }

  private static List<String> words(String sentence) {
    return Arrays.stream(sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+", -1))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** Unit vectors of term frequency times inverse sentence frequency. */
  private static List<Map<String, Double>> vectors(List<SummarySentence> sentences) {
    Map<String, Integer> in = new HashMap<>();
    List<List<String>> words = sentences.stream().map(s -> words(s.text())).toList();
    words.forEach(w -> new HashSet<>(w).forEach(word -> in.merge(word, 1, Integer::sum)));
    List<Map<String, Double>> vectors = new ArrayList<>();
    for (List<String> sentence : words) {
      Map<String, Double> vector = new HashMap<>();
      for (String word : sentence) {
        vector.merge(word, Math.log(1.0 + (double) words.size() / in.get(word)), Double::sum);
      }
      double norm = Math.sqrt(vector.values().stream().mapToDouble(v -> v * v).sum());
      vector.replaceAll((word, value) -> value / norm);
      vectors.add(vector);
    }
    return vectors;
  }

  private double alike(int a, int b) {
    Map<String, Double> other = vectors.get(b);
    double sum = 0;
    for (Map.Entry<String, Double> word : vectors.get(a).entrySet()) {
      sum += word.getValue() * other.getOrDefault(word.getKey(), 0.0);
    }
    return sum;
  }

  private List<SummarySentence> best(int most) {
    double[] rank = rank();
    List<Integer> order =
        IntStream.range(0, rank.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -rank[i]).thenComparing(i -> i))
            .toList();
    Set<Integer> taken = new HashSet<>();
    for (int candidate : order) {
      if (taken.size() < most && taken.stream().allMatch(t -> alike(t, candidate) < TOO_ALIKE)) {
        taken.add(candidate);
      }
    }
    return taken.stream().sorted().map(sentences::get).toList();
  }

  /** The stationary distribution of a walk from sentence to alike sentence, by power iteration. */
  private double[] rank() {
    int count = sentences.size();
    double[][] step = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        step[i][j] = alike(i, j);
        step[j][i] = step[i][j];
      }
    }
    for (double[] row : step) {
      double sum = Arrays.stream(row).sum();
      Arrays.setAll(row, j -> row[j] / sum);
    }
    double[] rank = new double[count];
    Arrays.fill(rank, 1.0 / count);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[count];
      Arrays.fill(next, (1 - DAMPING) / count);
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
          next[j] += DAMPING * rank[i] * step[i][j];
        }
      }
      rank = next;
    }
    return rank;
  }
}
