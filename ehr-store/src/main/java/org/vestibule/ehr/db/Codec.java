package org.vestibule.ehr.db;

import static com.fasterxml.jackson.annotation.JsonFormat.Value.forShape;

import com.fasterxml.jackson.annotation.JsonFormat.Shape;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.vestibule.ehr.record.Id;
import org.vestibule.ehr.record.PatientId;

/**
 * Records to bytes and back: JSON with the components' names, so that a later version may add some.
 * Format 1. Ids are texts, times seconds and dates days since 1970. ISO 8601 is read too; it takes
 * longer to read than the seal to open.
 */
final class Codec {
  /** The format of everything written now. */
  static final int FORMAT = 1;

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .addModule(ids())
          .withConfigOverride(Instant.class, o -> o.setFormat(forShape(Shape.NUMBER_FLOAT)))
          .withConfigOverride(LocalDate.class, o -> o.setFormat(forShape(Shape.NUMBER_INT)))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
          .build();

  /** One for each type, since to make a reader costs as much as to read a small record. */
  private static final ClassValue<ObjectReader> READERS =
      new ClassValue<>() {
        @Override
        protected ObjectReader computeValue(Class<?> type) {
          return MAPPER.readerFor(type);
        }
      };

  private Codec() {}

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new IllegalStateException("a record does not become JSON", e);
    }
  }

  static <T> T read(Class<T> type, byte[] bytes) {
    return read(type, bytes, 0);
  }

  static <T> T read(Class<T> type, byte[] bytes, int from) {
    try {
      return type.cast(READERS.get(type).readValue(bytes, from, bytes.length - from));
    } catch (IOException e) {
      // Not as the cause: its message quotes the text, which is a patient's.
      throw DatabaseException.damaged("a sealed value is not " + type.getSimpleName());
    }
  }

  private static SimpleModule ids() {
    SimpleModule module = new SimpleModule("ids");
    module.addSerializer(PatientId.class, text(PatientId.class));
    module.addDeserializer(
        PatientId.class,
        new JsonDeserializer<PatientId>() {
          @Override
          public PatientId deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return PatientId.parse(in.getText());
          }
        });
    module.addSerializer(Id.class, text(Id.class));
    module.addDeserializer(
        Id.class,
        new JsonDeserializer<Id<?>>() {
          @Override
          public Id<?> deserialize(JsonParser in, DeserializationContext context)
              throws IOException {
            return new Id<>(UUID.fromString(in.getText()));
          }
        });
    return module;
  }

  private static <T> JsonSerializer<T> text(Class<T> type) {
    return new JsonSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializerProvider provider)
          throws IOException {
        out.writeString(value.toString());
      }

      @Override
      public Class<T> handledType() {
        return type;
      }
    };
  }
}
