package dev.rote.runner.result.json;

import dev.rote.api.Device;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How results are written as JSON and read back. Readers ignore fields that they do not know, so
 * that a newer Rote may add some; what JSON has no number for is a string, such as {@code "NaN"}.
 */
public final class ResultJson {
  private static final JsonMapper COMPACT =
      JsonMapper.builder()
          .addModule(module())
          .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();
  private static final JsonMapper INDENTED =
      COMPACT.rebuild().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultJson() {}

  /** Returns the mapper for files that programs read. */
  public static JsonMapper compact() {
    return COMPACT;
  }

  /** Returns the mapper for files that people read as well. */
  public static JsonMapper indented() {
    return INDENTED;
  }

  /**
   * Returns a value as the content of a file: the mapper has an exception of its own for a disk
   * that is full.
   */
  public static AtomicFile.Content content(JsonMapper mapper, Object value) {
    return out -> {
      try {
        mapper.writeValue(out, value);
      } catch (JacksonIOException e) {
        throw e.getCause();
      }
    };
  }

  /** Returns how a device is written: by its name, such as {@code cuda:1}. */
  public static SimpleModule module() {
    SimpleModule module = new SimpleModule("rote-results");
    module.addSerializer(
        Device.class,
        new StdSerializer<>(Device.class) {
          @Override
          public void serialize(
              Device device, JsonGenerator generator, SerializationContext context) {
            generator.writeString(device.toString());
          }
        });
    module.addDeserializer(
        Device.class,
        new StdDeserializer<>(Device.class) {
          @Override
          public Device deserialize(JsonParser parser, DeserializationContext context) {
            return Device.parse(parser.getString());
          }
        });
    return module;
  }
}
