package org.vestibule.app.cli;

import picocli.CommandLine.Option;

/** Whose record a command is about. */
final class PatientOption {
  @Option(
      names = "--patient",
      converter = PatientNumber.class,
      required = true,
      paramLabel = "ID",
      description = "The patient's number.")
  private String number;

  String number() {
    return number;
  }
}
