package dev.rote.runner.cli.output;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/** A form of what a command writes, as the command line names it. */
interface Format {
  /** Returns the name on the command line. */
  String id();

  /** Returns the endings of files of this form, in lower case and without the dot. */
  Set<String> endings();

  /** Returns the one of all that the ending of a file's name means. */
  static <F extends Format> Optional<F> of(F[] all, Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Stream.of(all)
        .filter(format -> format.endings().stream().anyMatch(ending -> name.endsWith("." + ending)))
        .findFirst();
  }

  /**
   * Returns the one of all that has a name.
   *
   * @throws TypeConversionException if there is none
   */
  static <F extends Format> F named(F[] all, String text) {
    return Stream.of(all)
        .filter(format -> format.id().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new TypeConversionException(
                "there is no format '%s', only %s"
                    .formatted(text, Stream.of(all).map(Format::id).collect(joining(", ")))));
  }

  /** Writes lines of text, as this system ends them. */
  static void writeLines(List<String> lines, Writer out) throws IOException {
    for (String line : lines) {
      out.write(line + System.lineSeparator());
    }
  }
}
