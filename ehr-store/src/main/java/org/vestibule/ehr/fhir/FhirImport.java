package org.vestibule.ehr.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.PerformanceOptionsEnum;
import java.util.function.Supplier;

/**
 * Reads FHIR R4 Bundles (JSON) into records. Writes nothing and fetches nothing: the store puts the
 * result where it belongs.
 *
 * <p>Thread-safe. HAPI's model is loaded at the first reading (about a second), not when this
 * object is made.
 */
public final class FhirImport {
  private final Supplier<FhirContext> context = new LazyContext();

  /** Largest file taken, in bytes. */
  public static int mostBytes() {
    return BundleJson.MOST_BYTES;
  }

  /**
   * Reads one bundle.
   *
   * @param json the file's bytes (UTF-8)
   * @param resolver says who the patients are; called once for each, in the order of the bundle
   * @throws FhirImportException if the file as a whole is refused
   */
  public ImportedBundle read(byte[] json, PatientResolver resolver) {
    return new BundleReading(context.get(), BundleJson.entries(json), resolver).read();
  }

  /** Makes HAPI's model once, when it is first needed. */
  private static final class LazyContext implements Supplier<FhirContext> {
    private FhirContext made;

    @Override
    public synchronized FhirContext get() {
      if (made == null) {
        FhirContext fresh = FhirContext.forR4();
        fresh.setPerformanceOptions(PerformanceOptionsEnum.DEFERRED_MODEL_SCANNING);
        made = fresh;
      }
      return made;
    }
  }
}
