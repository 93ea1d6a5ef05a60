package org.vestibule.app.flow;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.vestibule.app.flow.FlowException.Kind;
import org.vestibule.ehr.document.TripleDes;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.Purpose;
import org.vestibule.ehr.store.NewDocument;
import org.vestibule.ehr.store.StoreException;

/** Patients' documents on the command line. Used by one thread. */
public final class DocumentWork {
  private static final int MOST_KEY_BYTES = 4_096;

  private final ClinicWork work;

  DocumentWork(ClinicWork work) {
    this.work = work;
  }

  /**
   * A document as it is listed.
   *
   * @param id what {@link #fetch} takes
   * @param stored bytes that its sealed file takes
   * @param summary its own sentences, each with page and offset
   */
  public record Listed(
      String id,
      String title,
      String contentType,
      long size,
      long stored,
      String sha256,
      String attached,
      String author,
      List<Sentence> summary) {
    @Override
    public String toString() {
      return "Listed";
    }
  }

  /** A sentence of a document and where it stands: page from 1, offset from 0. */
  public record Sentence(int page, int offset, String text) {
    @Override
    public String toString() {
      return "Sentence";
    }
  }

  /**
   * Attaches a file to a patient.
   *
   * @param des3 the key of an older system that the file is encrypted with
   * @param again whether it is wanted although the patient has a document with the same bytes
   */
  public Listed attach(String number, Path file, Optional<Path> des3, boolean again)
      throws FlowException {
    PatientId patient = work.require(number).id();
    if (Files.isDirectory(file)) {
      throw new FlowException(
          Kind.UNREADABLE, "DOC-5", "This is a folder: choose the files in it.");
    }
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new FlowException(
          Kind.UNREADABLE, "DOC-1", "There is no such file that can be read: check its name.");
    }
    NewDocument document =
        new NewDocument(title(file, des3.isPresent()), content(file, des3), again);
    return listed(
        work.with(
            Purpose.TREATMENT,
            access -> {
              try {
                return access.documents().attach(patient, document);
              } catch (StoreException.AlreadyAttached e) {
                throw new FlowException(
                    Kind.NO_MATCH,
                    e.code(),
                    "This very file is attached to this patient already, as "
                        + e.document()
                        + ": nothing was added. Add --again if it shall be there twice.",
                    e);
              }
            }));
  }

  private static NewDocument.Content content(Path file, Optional<Path> des3) throws FlowException {
    if (des3.isEmpty()) {
      return () -> Files.newInputStream(file);
    }
    TripleDes key = key(des3.get());
    try (InputStream tried = key.open(file)) {
      return () -> key.open(file);
    } catch (TripleDes.DoesNotFitException e) {
      throw new FlowException(
          Kind.LOCKED,
          "DOC-2",
          "This file is not 3DES in a known layout, or its key is another: check both.",
          e);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE, "DOC-1", "There is no such file that can be read: check its name.", e);
    }
  }

  private static TripleDes key(Path keyFile) throws FlowException {
    byte[] bytes = {};
    try (InputStream in = Files.newInputStream(keyFile)) {
      bytes = in.readNBytes(MOST_KEY_BYTES);
      return TripleDes.withKey(bytes);
    } catch (IOException e) {
      throw new FlowException(
          Kind.UNREADABLE, "DOC-3", "The key file cannot be read: check its name.", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /** The name without what the older system added to it. */
  private static String title(Path file, boolean decrypted) {
    String name = file.getFileName().toString();
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("\\.(des3|3des|enc)$", "");
    return decrypted ? name.substring(0, plain.length()) : name;
  }

  /** A patient's documents, the newest first. */
  public List<Listed> list(String number) throws FlowException {
    PatientId patient = work.require(number).id();
    return documents(patient).stream().map(DocumentWork::listed).toList();
  }

  private List<DocumentReference> documents(PatientId patient) throws FlowException {
    return work.with(Purpose.TREATMENT, access -> access.documents().list(patient));
  }

  /**
   * Writes a document to a file that is not there yet.
   *
   * @param document its id or the beginning of it
   * @param reason kept in the ledger
   */
  public Listed fetch(String number, String document, Path to, String reason) throws FlowException {
    PatientId patient = work.require(number).id();
    List<DocumentReference> fitting =
        documents(patient).stream().filter(d -> d.id().toString().startsWith(document)).toList();
    if (fitting.size() != 1 || document.isBlank()) {
      throw new FlowException(
          Kind.NO_MATCH,
          "DOC-4",
          "No single document of this patient has this id: vestibule documents lists them.");
    }
    DocumentReference wanted = fitting.get(0);
    try (OutFile file = OutFile.create(to)) {
      work.with(
          Purpose.TREATMENT,
          access -> {
            access.documents().fetch(patient, wanted.id(), reason, file.out());
            return wanted;
          });
      file.keep();
    }
    return listed(wanted);
  }

  private static Listed listed(DocumentReference document) {
    return new Listed(
        document.id().toString(),
        document.title(),
        document.contentType(),
        document.size(),
        document.content().length(),
        document.sha256(),
        document.attached().toString(),
        document.author(),
        document.summary().stream()
            .map(s -> new Sentence(s.page(), s.offset(), s.text()))
            .toList());
  }
}
