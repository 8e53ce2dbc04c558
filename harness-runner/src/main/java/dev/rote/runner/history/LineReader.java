package dev.rote.runner.history;

import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.SpeedKey;
import dev.rote.runner.result.json.ResultJson;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads the lines of one history. A hundred lines repeat their night, and a thousand nights their
 * rows: a part that was there before, byte for byte, is not read again, and is held once.
 */
final class LineReader {
  private static final ObjectReader PLAIN = ResultJson.compact().reader();
  private static final ObjectReader LINES =
      ResultJson.compact()
          .rebuild()
          .addModule(
              new SimpleModule("rote-history")
                  .addDeserializer(Night.class, new Shared<>(Night.class))
                  .addDeserializer(BackendBuild.class, new Shared<>(BackendBuild.class))
                  .addDeserializer(SpeedKey.class, new Shared<>(SpeedKey.class))
                  .addDeserializer(CellKey.class, new Shared<>(CellKey.class)))
          .build()
          .readerFor(HistoryLine.class)
          .with(StreamReadFeature.USE_FAST_DOUBLE_PARSER);

  private final Map<Class<?>, Parts> parts = new HashMap<>();
  private final ObjectReader reader = LINES.withAttribute(LineReader.class, this);
  private byte[] bytes = {};
  private int from;

  /**
   * Returns what a line holds.
   *
   * @throws JacksonException if it is no line that this Rote reads
   */
  HistoryLine read(byte[] block, int begin, int end) {
    bytes = block;
    from = begin;
    return reader.readValue(block, begin, end - begin);
  }

  /** The last one first: it is compared faster than any is found. */
  private <T> T part(Class<T> type, int begin, int end) {
    Parts known = parts.computeIfAbsent(type, each -> new Parts());
    if (!Arrays.equals(
        bytes, from + begin, from + end, known.lastBytes, 0, known.lastBytes.length)) {
      known.find(PLAIN.forType(type), Arrays.copyOfRange(bytes, from + begin, from + end));
    }
    return type.cast(known.last);
  }

  /** The parts of a type, by their bytes. */
  private static final class Parts {
    private final Map<ByteBuffer, Object> known = new HashMap<>();
    byte[] lastBytes = {};
    Object last = "";

    void find(ObjectReader reader, byte[] json) {
      last = known.computeIfAbsent(ByteBuffer.wrap(json), each -> reader.readValue(json));
      lastBytes = json;
    }
  }

  /** Reads a part of a line that others repeat. */
  private static final class Shared<T> extends StdDeserializer<T> {
    private final Class<T> type;

    Shared(Class<T> type) {
      super(type);
      this.type = type;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) {
      LineReader lines = (LineReader) context.getAttribute(LineReader.class);
      int begin = (int) parser.currentTokenLocation().getByteOffset();
      parser.skipChildren();
      return lines.part(type, begin, (int) parser.currentLocation().getByteOffset());
    }
  }
}
