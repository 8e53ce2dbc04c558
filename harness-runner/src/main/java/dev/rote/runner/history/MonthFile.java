package dev.rote.runner.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a history: one a month, such as {@code 2026-11.jsonl}, in UTC. */
final class MonthFile {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("uuuu-MM'.jsonl'").withZone(ZoneOffset.UTC);
  private static final Pattern NAMES = Pattern.compile("\\d{4}-\\d{2}\\.jsonl");

  private MonthFile() {}

  /** Returns the file for what belongs to a night. */
  static Path of(Path folder, Instant night) {
    return folder.resolve(NAME.format(night));
  }

  /** Returns the files that are there, the oldest month first; whatever else is there is not. */
  static List<Path> in(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> NAMES.matcher(file.getFileName().toString()).matches())
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
