package org.vestibule.app.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a patient's number; an empty one names nobody, and is refused before anything opens. */
final class PatientNumber implements ITypeConverter<String> {
  @Override
  public String convert(String typed) {
    if (typed.isBlank()) {
      throw new TypeConversionException("give the patient's number. (CLI-44)");
    }
    return typed.strip();
  }
}
