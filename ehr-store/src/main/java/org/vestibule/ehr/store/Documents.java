package org.vestibule.ehr.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.NoSuchFileException;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.vestibule.ehr.db.BlobTable;
import org.vestibule.ehr.db.Tx;
import org.vestibule.ehr.document.DocumentText;
import org.vestibule.ehr.document.Summary;
import org.vestibule.ehr.record.AuditAction;
import org.vestibule.ehr.record.AuditEvent;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.PatientId;
import org.vestibule.ehr.record.StoredContent;
import org.vestibule.ehr.record.SummarySentence;
import org.vestibule.ehr.vault.BrokenStreamException;
import org.vestibule.ehr.vault.KeyScope;
import org.vestibule.ehr.vault.PatientKey;

/**
 * Files that belong to patients, of any type and up to 2 GiB. Needs the clinical keys. Contents are
 * sealed and opened beside the transactions, so that a large file holds nobody up.
 */
public final class Documents {
  private static final Logger LOG = LoggerFactory.getLogger(Documents.class);
  private static final int SENTENCES = 3;
  private static final Comparator<DocumentReference> NEWEST_FIRST =
      Comparator.comparing(DocumentReference::attached)
          .reversed()
          .thenComparing(d -> d.id().value());
  private static final String BROKEN =
      "This document is damaged or was altered: do not use it; restore the latest backup.";

  private final Context context;
  private final Blobs blobs;

  Documents(Context context) {
    this.context = context;
    this.blobs = context.core().blobs();
  }

  /**
   * Attaches a file: afterwards it is there whole, or nothing has changed. A text or PDF gets a
   * summary of at most three of its own sentences.
   *
   * @throws StoreException.NotFound if nobody has the id
   * @throws StoreException.Invalid if it is larger than 2 GiB
   * @throws StoreException.AlreadyAttached if the patient has it and it is not wanted again
   * @throws StoreException.Unreadable if it cannot be read, or the disk is full
   */
  public DocumentReference attach(PatientId patient, NewDocument document) {
    UUID blob = UUID.randomUUID();
    PatientKey key =
        context.write(
            Operation.WRITE_CHART,
            KeyScope.CLINICAL,
            (tx, trail) -> {
              requirePatient(tx, patient);
              return tx.blobs().announce(blob, patient);
            });
    return Context.guarded(
        () -> {
          try {
            return record(seal(key, patient, blob, document), document.again());
          } catch (RuntimeException e) {
            takeBack(blob);
            throw e;
          }
        });
  }

  private DocumentReference seal(
      PatientKey key, PatientId patient, UUID blob, NewDocument document) {
    Id<DocumentReference> id = Id.random();
    DocumentReference draft =
        new DocumentReference(
            id,
            patient,
            title(document.title()),
            "",
            0,
            "",
            context.now(),
            context.session().user(),
            new StoredContent(blob, 0, false),
            List.of());
    try (InputStream from = source(document);
        Blobs.NewBlob to = blobs.create(blob)) {
      OutputStream sealed =
          key.streams().sealing(DocumentCoding.place(patient, draft), to.content());
      DocumentCoding.Taken taken = DocumentCoding.seal(from, sealed);
      StoredContent content = new StoredContent(blob, to.finish(), taken.compressed());
      List<SummarySentence> summary =
          taken
              .readable()
              .flatMap(bytes -> DocumentText.of(taken.contentType(), bytes))
              .map(text -> Summary.of(text, SENTENCES))
              .orElse(List.of());
      return new DocumentReference(
          id,
          patient,
          draft.title(),
          taken.contentType(),
          taken.size(),
          taken.sha256(),
          draft.attached(),
          draft.author(),
          content,
          summary);
    } catch (DocumentCoding.SourceException e) {
      throw new StoreException.Unreadable(
          "The file to be attached cannot be read to its end: check it, then try again.", e);
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "The document could not be written and was not attached: is the disk full?", e);
    }
  }

  private static InputStream source(NewDocument document) throws IOException {
    try {
      return document.content().open();
    } catch (IOException e) {
      throw new DocumentCoding.SourceException(e);
    }
  }

  private DocumentReference record(DocumentReference document, boolean again) {
    return context.write(
        Operation.WRITE_CHART,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          PatientId patient = document.patient();
          StoredContent content = document.content();
          if (!again) {
            requireNew(tx, document);
          }
          tx.entries().put(document, trail.authorship());
          tx.blobs().keep(content.blob(), patient, content.length());
          trail.note(
              AuditAction.DOCUMENT_ATTACHED,
              patient,
              "document=" + document.id() + " bytes=" + document.size());
          return document;
        });
  }

  private void requireNew(Tx tx, DocumentReference document) {
    ofPerson(tx, context.family(document.patient())).stream()
        .filter(there -> there.sha256().equals(document.sha256()))
        .findFirst()
        .ifPresent(
            there -> {
              throw new StoreException.AlreadyAttached(there.id().value());
            });
  }

  /** What cannot be taken back now is swept when the store is opened again. */
  private void takeBack(UUID blob) {
    try {
      if (!blobs.remove(blob)) {
        return;
      }
      context
          .core()
          .database()
          .write(
              tx -> {
                tx.blobs().forget(blob);
                return null;
              });
    } catch (RuntimeException e) {
      LOG.warn("A document that could not be attached is taken away at the next start", e);
    }
  }

  /** Removes files that were announced and neither kept nor deleted: a crash came between. */
  static void sweep(Core core) {
    List<UUID> announced = core.database().read(tx -> tx.blobs().announced());
    if (announced.isEmpty()) {
      return;
    }
    announced.forEach(blob -> core.blobs().remove(blob));
    core.database()
        .write(
            tx -> {
              BlobTable table = tx.blobs();
              announced.forEach(table::forget);
              return null;
            });
    LOG.info("{} unfinished documents were taken away", announced.size());
  }

  /**
   * A person's documents, of every record merged into one, the newest first, the list complete or
   * not at all.
   *
   * @throws StoreException.NotFound if nobody has the id
   */
  public List<DocumentReference> list(PatientId patient) {
    return context.write(
        Operation.READ_CHART,
        KeyScope.CLINICAL,
        (tx, trail) -> {
          requirePatient(tx, patient);
          Family family = context.family(patient);
          List<DocumentReference> all =
              ofPerson(tx, family).stream().map(d -> Readdressed.to(family.head(), d)).toList();
          trail.note(AuditAction.DOCUMENTS_LISTED, family.head(), "documents=" + all.size());
          return all;
        });
  }

  /**
   * Opens a document and hands its bytes on as they are found to be genuine. The event is written
   * first. Where this throws, what was handed on is not the document and must not be kept.
   *
   * @param reason why, in words; kept sealed in the ledger
   * @throws StoreException.NotFound if the patient has no such document
   * @throws StoreException.Damaged if it is missing, cut or altered
   * @throws StoreException.Unreadable if {@code to} cannot be written
   */
  public void fetch(PatientId patient, Id<DocumentReference> id, String reason, OutputStream to) {
    if (reason.isBlank()) {
      throw new StoreException.Invalid("Say why this document is to be opened.");
    }
    Opened opened =
        context.write(
            Operation.READ_CHART,
            KeyScope.CLINICAL,
            (tx, trail) -> {
              requirePatient(tx, patient);
              DocumentReference document =
                  ofPerson(tx, context.family(patient)).stream()
                      .filter(d -> d.id().equals(id))
                      .findFirst()
                      .orElseThrow(StoreException.NotFound::new);
              PatientId owner = document.patient();
              trail.note(
                  AuditAction.DOCUMENT_READ, owner, AuditEvent.detail("document=" + id, reason));
              return new Opened(document, tx.blobs().key(owner));
            });
    Context.guarded(
        () -> {
          pour(opened.key(), opened.document(), blobs, to);
          return null;
        });
  }

  private record Opened(DocumentReference document, PatientKey key) {
    @Override
    public String toString() {
      return "Opened";
    }
  }

  /** Opens one document, and says what is the matter where it does not open. */
  static void pour(PatientKey key, DocumentReference document, Blobs blobs, OutputStream to) {
    try (InputStream sealed = blobs.open(document.content().blob())) {
      DocumentCoding.open(key.streams(), document, sealed, to);
    } catch (NoSuchFileException e) {
      throw new StoreException.Damaged(
          "This document's file is missing from the blobs folder: restore the latest backup.", e);
    } catch (BrokenStreamException | DocumentCoding.NotTheSameException e) {
      throw new StoreException.Damaged(BROKEN, e);
    } catch (IOException e) {
      throw new StoreException.Unreadable(
          "The document could not be read, or written where it was wanted: check the disks.", e);
    }
  }

  private static List<DocumentReference> ofPerson(Tx tx, Family family) {
    return family.members().stream()
        .flatMap(member -> of(tx, member).stream())
        .sorted(NEWEST_FIRST)
        .toList();
  }

  static List<DocumentReference> of(Tx tx, PatientId patient) {
    return tx.entries().complete(patient, KeyScope.CLINICAL).stream()
        .map(e -> e.value())
        .filter(DocumentReference.class::isInstance)
        .map(DocumentReference.class::cast)
        .sorted(NEWEST_FIRST)
        .toList();
  }

  private static void requirePatient(Tx tx, PatientId patient) {
    if (!tx.patients().exists(patient)) {
      throw new StoreException.NotFound();
    }
  }

  /** Without characters that nobody sees or that turn the writing round. */
  private static String title(String name) {
    String plain = name.replaceAll("[\\p{Cntrl}\\p{Cf}]", "").strip();
    String cut = plain.substring(0, Math.min(plain.length(), DocumentReference.TITLE_LENGTH));
    return cut.isEmpty() ? "document" : cut;
  }
}
