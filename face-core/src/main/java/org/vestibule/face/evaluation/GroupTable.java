package org.vestibule.face.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.CaptureException.Reason;

/**
 * Who belongs to which group, from a CSV file (RFC 4180, UTF-8): the first column is a person's
 * name or what the names of a person's files begin with, every further one a group. A first line
 * that begins with {@code person}, {@code name}, {@code file} or {@code prefix} names the families
 * of groups; without it there is one, called {@code group}.
 *
 * @param families names of the further columns
 * @param rows cells by key
 */
record GroupTable(List<String> families, Map<String, List<String>> rows) {
  private static final List<String> HEADERS = List.of("person", "name", "file", "prefix");

  /**
   * Reads a file.
   *
   * @throws CaptureException {@code NOT_FOUND} when it cannot be read, {@code NOT_AN_IMAGE} when it
   *     is no such table
   */
  static GroupTable read(Path csv) throws CaptureException {
    List<String> lines;
    try {
      lines = Files.readAllLines(csv);
    } catch (CharacterCodingException e) {
      throw broken();
    } catch (IOException e) {
      throw new CaptureException(
          Reason.NOT_FOUND, "The table of groups cannot be read (code EVAL-7); check its name.");
    }
    List<String> families = List.of("group");
    Map<String, List<String>> rows = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      List<String> cells = cells(i == 0 ? lines.get(i).replace("\uFEFF", "") : lines.get(i));
      if (i == 0 && HEADERS.contains(cells.get(0).toLowerCase(Locale.ROOT))) {
        families = List.copyOf(cells.subList(1, cells.size()));
      } else if (!lines.get(i).isBlank()) {
        if (cells.size() != families.size() + 1 || cells.get(0).isEmpty()) {
          throw broken();
        }
        List<String> before = rows.put(cells.get(0), cells.subList(1, cells.size()));
        if (before != null) {
          throw broken();
        }
      }
    }
    if (families.isEmpty() || rows.isEmpty()) {
      throw broken();
    }
    return new GroupTable(families, rows);
  }

  private static CaptureException broken() {
    return new CaptureException(
        Reason.NOT_AN_IMAGE,
        "The table of groups is not as it should be (code EVAL-8); give a CSV file with a person"
            + " and a group in each line, each person once.");
  }

  /** The cells of a line; quotes around a cell are taken off, doubled quotes in it halved. */
  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        cell.append(c);
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString().strip());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString().strip());
    return cells;
  }

  /**
   * A person's group by family: of the row with the person's name, else of the longest key that all
   * of the person's files begin with. An empty cell is no group.
   */
  Map<String, String> groupsOf(String person, List<Path> files) {
    List<String> row =
        rows.containsKey(person)
            ? rows.get(person)
            : rows.keySet().stream()
                .filter(key -> files.stream().allMatch(file -> begins(file, key)))
                .max(Comparator.comparingInt(String::length))
                .map(rows::get)
                .orElse(List.of());
    Map<String, String> groups = new HashMap<>();
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isEmpty()) {
        groups.put(families.get(i), row.get(i));
      }
    }
    return groups;
  }

  /** How many rows are those of nobody. */
  long unused(Map<String, List<Path>> people) {
    return rows.keySet().stream()
        .filter(key -> people.entrySet().stream().noneMatch(own -> fits(key, own)))
        .count();
  }

  private static boolean fits(String key, Map.Entry<String, List<Path>> own) {
    return own.getKey().equals(key) || own.getValue().stream().allMatch(file -> begins(file, key));
  }

  private static boolean begins(Path file, String key) {
    String name = file.getFileName().toString();
    return name.startsWith(key) || (file.getParent().getFileName() + "/" + name).startsWith(key);
  }

  @Override
  public String toString() {
    return "GroupTable" + families;
  }
}
