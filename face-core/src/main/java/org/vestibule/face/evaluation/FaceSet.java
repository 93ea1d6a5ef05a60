package org.vestibule.face.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.vestibule.face.capture.CaptureException;
import org.vestibule.face.capture.CaptureException.Reason;
import org.vestibule.face.capture.Images;

/**
 * Pictures by person: a folder for each person, or files {@code Name_0001.jpg} in one folder.
 *
 * @param people files by name of person, both in the order of their names
 */
record FaceSet(SortedMap<String, List<Path>> people) {
  private static final Pattern NUMBERED = Pattern.compile("(.+)_\\d+\\.[^.]+");

  /**
   * Lists a set.
   *
   * @throws CaptureException when there is no such folder or no picture of a named person in it
   */
  static FaceSet in(Path folder) throws CaptureException {
    SortedMap<String, List<Path>> people = new TreeMap<>();
    for (Path file : Images.in(folder)) {
      Matcher name = NUMBERED.matcher(file.getFileName().toString());
      if (name.matches()) {
        people.computeIfAbsent(name.group(1), any -> new ArrayList<>()).add(file);
      }
    }
    for (Path person : folders(folder)) {
      List<Path> files = Images.in(person);
      if (!files.isEmpty()) {
        people.put(person.getFileName().toString(), files);
      }
    }
    if (people.isEmpty()) {
      throw new CaptureException(
          Reason.NOT_FOUND,
          "There are no faces in this folder (code EVAL-1); give one folder for each person, or"
              + " files named like Name_0001.jpg.");
    }
    return new FaceSet(people);
  }

  private static List<Path> folders(Path folder) throws CaptureException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new CaptureException(
          Reason.NOT_FOUND, "This folder cannot be read (code EVAL-2); check its permissions.");
    }
  }

  @Override
  public String toString() {
    return "FaceSet[" + people.size() + " people]";
  }
}
