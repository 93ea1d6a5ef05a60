package org.vestibule.app.fuzz;

import org.vestibule.ehr.fhir.FhirImport;
import org.vestibule.ehr.fhir.FhirImportException;
import org.vestibule.ehr.fhir.Resolution;

/** A bundle from anywhere: a result or the one typed refusal. */
public final class FhirTarget {
  private static final FhirImport FHIR = new FhirImport();

  private FhirTarget() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] file) {
    try {
      FHIR.read(file, draft -> new Resolution.Person(draft.id())).records();
    } catch (FhirImportException refused) {
      require(!refused.getMessage().isBlank());
    }
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new AssertionError("a refusal without a sentence");
    }
  }
}
