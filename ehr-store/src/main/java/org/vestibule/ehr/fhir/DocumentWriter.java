package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.vestibule.ehr.record.DocumentReference;
import org.vestibule.ehr.record.Note;

/**
 * Documents and notes as FHIR R4 JSON, which has one resource for both: a note's words lie in it, a
 * document's content beside the bundle.
 */
final class DocumentWriter {
  /** R4 has room for a SHA-1 only. */
  static final String SHA_256 = "urn:vestibule:attachment-sha256";

  private DocumentWriter() {}

  static ObjectNode document(JsonNodeFactory json, DocumentReference from, String about) {
    ObjectNode to = current(json);
    ObjectNode attachment = attachment(to, about, from.attached(), from.author());
    attachment
        .putArray("extension")
        .addObject()
        .put("url", SHA_256)
        .put("valueString", from.sha256());
    attachment.put("contentType", from.contentType());
    attachment.put("url", "documents/" + from.exportName());
    if (from.size() <= Integer.MAX_VALUE) {
      attachment.put("size", from.size());
    }
    attachment.put("title", from.title());
    return to;
  }

  /**
   * A note.
   *
   * @param visit id of the encounter in the bundle that it belongs to
   */
  static ObjectNode note(JsonNodeFactory json, Note from, String about, Optional<String> visit) {
    ObjectNode to = current(json);
    to.putObject("type").put("text", "Clinical note");
    ObjectNode attachment = attachment(to, about, from.written(), from.author());
    attachment.put("contentType", "text/plain;charset=utf-8");
    attachment.put(
        "data", Base64.getEncoder().encodeToString(from.text().getBytes(StandardCharsets.UTF_8)));
    if (!from.title().isEmpty()) {
      attachment.put("title", from.title());
    }
    visit.ifPresent(
        id ->
            to.putObject("context")
                .putArray("encounter")
                .addObject()
                .put("reference", "urn:uuid:" + id));
    return to;
  }

  private static ObjectNode current(JsonNodeFactory json) {
    return json.objectNode().put("resourceType", "DocumentReference").put("status", "current");
  }

  /** Whom it is about, when and by whom; gives the one attachment to be filled. */
  private static ObjectNode attachment(ObjectNode to, String about, Instant at, String author) {
    to.putObject("subject").put("reference", about);
    to.put("date", at.toString());
    if (!author.isEmpty()) {
      to.putArray("author").addObject().put("display", author);
    }
    return to.putArray("content").addObject().putObject("attachment");
  }
}
