package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.vestibule.ehr.record.DocumentReference;

/** A document as FHIR R4 JSON; its content lies beside the bundle. */
final class DocumentWriter {
  /** R4 has room for a SHA-1 only. */
  static final String SHA_256 = "urn:vestibule:attachment-sha256";

  private DocumentWriter() {}

  static ObjectNode write(JsonNodeFactory json, DocumentReference from, String about) {
    ObjectNode to = json.objectNode().put("resourceType", "DocumentReference");
    to.put("status", "current");
    to.putObject("subject").put("reference", about);
    to.put("date", from.attached().toString());
    if (!from.author().isEmpty()) {
      to.putArray("author").addObject().put("display", from.author());
    }
    ObjectNode attachment = to.putArray("content").addObject().putObject("attachment");
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
}
