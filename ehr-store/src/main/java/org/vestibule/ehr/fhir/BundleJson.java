package org.vestibule.ehr.fhir;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The first look at a file: is it JSON within limits, a Bundle, and what are its entries? */
final class BundleJson {
  /** Largest file taken, in bytes. */
  static final int MOST_BYTES = 128 * 1024 * 1024;

  private static final int MOST_DEPTH = 64;
  private static final int MOST_DIGITS = 100;
  private static final int MOST_ENTRIES = 500_000;
  private static final int MOST_TEXT = 32 * 1024 * 1024;

  private static final Set<String> BUNDLE_TYPES =
      Set.of("transaction", "batch", "collection", "document", "searchset");
  private static final Pattern TYPE_NAME = Pattern.compile("[A-Z][A-Za-z]{1,63}");

  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(MOST_DEPTH)
                          .maxStringLength(MOST_TEXT)
                          .maxNumberLength(100)
                          .maxNameLength(1_000)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private BundleJson() {}

  /**
   * One entry as it came.
   *
   * @param index position in the bundle, from 0
   * @param fullUrl empty if it has none
   * @param method HTTP method of its request; empty if it has none
   * @param type FHIR type of the resource; empty if it has none that looks like one
   * @param resource the resource; a missing node if there is none
   */
  record Entry(int index, String fullUrl, String method, String type, JsonNode resource) {
    /** Path of the entry's resource, or of an element of it. */
    String path(String element) {
      String base = "Bundle.entry[" + index + "].resource";
      return element.isEmpty() ? base : base + "." + element;
    }

    /**
     * Whether a number in it has hundreds of digits when written out: nobody measured it, and a few
     * bytes of it can fill the memory.
     */
    boolean hasAbsurdNumber() {
      Deque<JsonNode> open = new ArrayDeque<>(List.of(resource));
      while (!open.isEmpty()) {
        JsonNode node = open.pop();
        if (node.isBigDecimal() && !isSane(node.decimalValue())) {
          return true;
        }
        node.forEach(open::push);
      }
      return false;
    }

    String id() {
      return resource.path("id").asText("");
    }

    /** What stays the same when the same thing comes again. */
    String origin() {
      if (!id().isEmpty()) {
        return type + "/" + id();
      }
      return fullUrl.isEmpty() ? text(resource) : fullUrl;
    }

    /**
     * What stays the same of something about no patient, whoever sends it: two senders may both
     * call somebody 1, so the identifiers are part of it.
     */
    String providerOrigin() {
      return "provider " + origin() + text(resource.path("identifier"));
    }

    @Override
    public String toString() {
      return "Entry[" + index + "]";
    }
  }

  /**
   * @throws FhirImportException if the file as a whole cannot be imported
   */
  static List<Entry> entries(byte[] json) {
    if (json.length > MOST_BYTES) {
      throw new FhirImportException(FhirImportException.Reason.TOO_LARGE);
    }
    JsonNode bundle = parse(json);
    boolean isBundle =
        bundle.path("resourceType").asText().equals("Bundle")
            && BUNDLE_TYPES.contains(bundle.path("type").asText());
    JsonNode entries = bundle.path("entry");
    if (!isBundle || !(entries.isArray() || entries.isMissingNode())) {
      throw new FhirImportException(FhirImportException.Reason.NOT_A_BUNDLE);
    }
    if (entries.size() > MOST_ENTRIES) {
      throw new FhirImportException(FhirImportException.Reason.TOO_LARGE);
    }
    List<Entry> all = new ArrayList<>(entries.size());
    for (JsonNode entry : entries) {
      JsonNode resource = entry.path("resource");
      String type = resource.path("resourceType").asText("");
      all.add(
          new Entry(
              all.size(),
              entry.path("fullUrl").asText(""),
              entry.path("request").path("method").asText(""),
              TYPE_NAME.matcher(type).matches() ? type : "",
              resource));
    }
    return all;
  }

  private static JsonNode parse(byte[] json) {
    try {
      JsonNode node = JSON.readTree(json);
      return node == null ? JSON.missingNode() : node;
    } catch (StreamConstraintsException e) {
      throw new FhirImportException(FhirImportException.Reason.TOO_LARGE);
    } catch (JsonProcessingException e) {
      // Its message quotes the file, so it goes nowhere.
      throw new FhirImportException(FhirImportException.Reason.NOT_JSON);
    } catch (IOException | NumberFormatException e) {
      // Jackson tells by the latter alone of an exponent too long for any number.
      throw new FhirImportException(FhirImportException.Reason.NOT_JSON);
    }
  }

  /** Whether a number may be written out: at most a hundred digits before or after the point. */
  static boolean isSane(BigDecimal number) {
    return Math.abs((long) number.scale()) <= MOST_DIGITS && number.precision() <= MOST_DIGITS;
  }

  /** Makes nodes that keep every digit of a number. */
  static JsonNodeFactory nodes() {
    return JSON.getNodeFactory();
  }

  /** A kept resource as a tree; empty if it is none. */
  static Optional<ObjectNode> object(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode object
          ? Optional.of(object)
          : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** The same text again, number for number: what is kept of a resource that is not understood. */
  static String text(JsonNode resource) {
    try {
      return JSON.writeValueAsString(resource);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a parsed resource has no JSON", e);
    }
  }
}
