package dev.rote.runner.report.html;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.result.Ending;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The end of the log of something that failed.
 *
 * @param what failed
 * @param reason why, as far as it is known
 * @param path of the log; empty if no process was started
 * @param text its last lines; empty if it is not there any more
 */
public record LogEnd(String what, String reason, String path, String text) {
  private static final int MOST_BYTES = 6000;

  /** A page is to be opened, and not to hold everything that was ever printed. */
  private static final int MOST_LOGS = 30;

  public LogEnd {
    requireNonNull(what, "what is null");
    requireNonNull(reason, "reason is null");
    requireNonNull(path, "path is null");
    requireNonNull(text, "text is null");
  }

  static List<LogEnd> of(Path folder, Map<String, Ending> failed) {
    List<LogEnd> ends = new ArrayList<>();
    failed.forEach((what, ending) -> {
      String path = ending.log().map(log -> folder.resolve(log).toString()).orElse("");
      String text =
          ends.size() < MOST_LOGS
              ? ending.log().map(log -> end(folder.resolve(log))).orElse("")
              : "";
      ends.add(new LogEnd(what, ending.sentence(), path, text));
    });
    return ends;
  }

  private static String end(Path log) {
    if (!Files.isRegularFile(log)) {
      return "";
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(0, file.length() - MOST_BYTES);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      return start == 0 ? text : "[...]" + text.substring(Math.max(0, text.indexOf('\n')));
    } catch (IOException e) {
      return "";
    }
  }
}
