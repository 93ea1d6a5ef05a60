package org.vestibule.app.flow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.Export;

/** Writes everything about one patient in the open, for the patient. Used by one thread. */
public final class PatientExport {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final ClinicWork work;

  PatientExport(ClinicWork work) {
    this.work = work;
  }

  /** What was written. */
  public record Written(int documents, int events) {}

  /**
   * The patient's record as a FHIR R4 Bundle.
   *
   * @param reason kept in the ledger
   */
  public String bundle(String number, String reason) throws FlowException {
    PatientId patient = work.require(number).id();
    return new String(read(patient, reason).bundle(), StandardCharsets.UTF_8);
  }

  /**
   * Writes bundle, documents and audit trail: into a ZIP file where the name ends in {@code .zip},
   * else into a folder. Both for their owner alone, and there only once they are whole.
   *
   * @param to where there is nothing yet
   */
  public Written write(String number, Path to, String reason) throws FlowException {
    PatientId patient = work.require(number).id();
    try {
      if (to.toString().toLowerCase(Locale.ROOT).endsWith(".zip")) {
        try (OutFile file = OutFile.create(to);
            ZipOutputStream zip = new ZipOutputStream(file.out())) {
          Written written = write(patient, reason, name -> entry(zip, name));
          zip.finish();
          file.keep();
          return written;
        }
      }
      try (OutFolder folder = OutFolder.create(to)) {
        Written written = write(patient, reason, folder::file);
        folder.keep();
        return written;
      }
    } catch (IOException e) {
      throw OutFile.unwritable(e);
    }
  }

  /** Where the parts go. */
  private interface Parts {
    OutputStream open(String name) throws IOException;
  }

  private static OutputStream entry(ZipOutputStream zip, String name) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    return new FilterOutputStream(zip) {
      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public void close() throws IOException {
        zip.closeEntry();
      }
    };
  }

  private Written write(PatientId patient, String reason, Parts parts)
      throws FlowException, IOException {
    Export export = read(patient, reason);
    try (OutputStream out = parts.open("bundle.json")) {
      out.write(export.bundle());
    }
    try (OutputStream out = parts.open("audit.json")) {
      out.write(trail(export.trail()));
    }
    Map<String, DocumentReference> names = new LinkedHashMap<>();
    export.documents().forEach(d -> names.putIfAbsent(d.exportName(), d));
    for (Map.Entry<String, DocumentReference> document : names.entrySet()) {
      try (OutputStream out = parts.open("documents/" + document.getKey())) {
        work.with(
            Purpose.PATIENT_REQUEST,
            access -> {
              access.documents().fetch(patient, document.getValue().id(), reason, out);
              return document;
            });
      }
    }
    return new Written(names.size(), export.trail().size());
  }

  private Export read(PatientId patient, String reason) throws FlowException {
    return work.with(Purpose.PATIENT_REQUEST, access -> access.charts().export(patient, reason));
  }

  private static byte[] trail(List<AuditEvent> events) throws JsonProcessingException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (AuditEvent event : events) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("time", event.at().toString());
      one.put("who", event.actor());
      one.put("role", event.role().name());
      one.put("action", event.action().name());
      one.put("purpose", event.purpose().name());
      one.put("detail", event.detail());
      all.add(one);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(all);
  }
}
