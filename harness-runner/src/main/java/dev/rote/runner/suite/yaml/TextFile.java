package dev.rote.runner.suite.yaml;

import dev.rote.runner.suite.SuiteException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A YAML file on disk, or what comes from another program in its place. */
final class TextFile {
  private static final String SAVE = ": save it as UTF-8";

  private TextFile() {}

  /**
   * @throws SuiteException if it is not there, cannot be read, or is not YAML in UTF-8
   */
  static Node parse(Path file) {
    return YamlTree.parse(decode(read(file), file.toString()), file.toString());
  }

  /**
   * @param origin what to call it in errors
   * @throws SuiteException if it cannot be read, or is not YAML in UTF-8
   */
  static Node parse(InputStream in, String origin) {
    try {
      return YamlTree.parse(decode(in.readAllBytes(), origin), origin);
    } catch (IOException e) {
      throw new SuiteException(origin + ": cannot be read: " + e);
    }
  }

  private static byte[] read(Path file) {
    if (Files.isDirectory(file)) {
      throw new SuiteException(file + ": this is a directory, allowed is a YAML file");
    }
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new SuiteException(file + ": there is no such file, allowed is a file that exists");
    } catch (AccessDeniedException e) {
      throw new SuiteException(file + ": cannot be read: permission is denied");
    } catch (IOException e) {
      throw new SuiteException(file + ": cannot be read: " + e);
    }
  }

  /**
   * Returns the text of bytes, without a mark at its beginning.
   *
   * @param file what to call it in errors
   * @throws SuiteException if they are not UTF-8; points at the first that is not
   */
  private static String decode(byte[] bytes, String file) {
    refuseOtherUnicode(bytes, file);
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    String text = out.flip().toString();
    if (result.isError()) {
      throw Location.after(file, text)
          .error(
              "the byte 0x%02X is not UTF-8 (in Latin-1 it is %s), allowed is YAML in UTF-8%s"
                  .formatted(bytes[in.position()], latin1(bytes[in.position()]), SAVE));
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** Editors on Windows write it, most of them with a mark. */
  private static void refuseOtherUnicode(byte[] bytes, String file) {
    boolean marked =
        bytes.length >= 2
            && (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE
                || bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF);
    boolean zero = bytes.length >= 2 && (bytes[0] == 0 || bytes[1] == 0);
    if (marked || zero) {
      throw new Location(file, 1, 1)
          .error("the file is UTF-16 or UTF-32, allowed is YAML in UTF-8" + SAVE);
    }
  }

  private static String latin1(byte value) {
    char character = (char) Byte.toUnsignedInt(value);
    return Character.isISOControl(character) ? "no letter" : String.valueOf(character);
  }
}
