package org.vestibule.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** One JSON object, its fields in the order they were added. */
final class JsonLine {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Map<String, Object> fields = new LinkedHashMap<>();

  JsonLine with(String name, Object value) {
    fields.put(name, value);
    return this;
  }

  /** As a field of another object. */
  Map<String, Object> fields() {
    return fields;
  }

  @Override
  public String toString() {
    try {
      return MAPPER.writeValueAsString(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not a value of JSON", e);
    }
  }
}
