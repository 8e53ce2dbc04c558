package dev.rote.runner.cli.output;

import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.folder.RecordedRun;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.result.json.OutputFile;
import dev.rote.runner.result.json.WriteProbe;
import dev.rote.runner.run.UnavailableException;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What a command will write is tried before it does anything that takes time. */
public final class Outputs {
  private static final Pattern SUITE_OR_MODEL = Pattern.compile("(?i).*\\.ya?ml");

  private Outputs() {}

  /** Writes text, and leaves the writer open. */
  @FunctionalInterface
  public interface Text {
    /** Writes all of it. */
    void writeTo(Writer out) throws IOException;
  }

  /** Writes a text file, UTF-8, in place of what is there. */
  public static void write(Path file, Text text) throws IOException {
    new OutputFile(file)
        .write(out -> {
          Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
          text.writeTo(writer);
          writer.flush();
        });
  }

  /** Checks that a file is none of these runs' own. */
  public static void requireOutside(List<RecordedRun> runs, Path file) {
    for (RecordedRun run : runs) {
      if (run.isOf(file)) {
        throw new UsageException(
            "%s belongs to the run in %s, and is not written over: name another file with -o"
                .formatted(file, run.folder().toAbsolutePath()));
      }
    }
  }

  /**
   * Checks that a file can be written.
   *
   * @param option that names it
   */
  public static void requireFile(String option, Path file) {
    requireFile(option, file, "");
  }

  /**
   * Checks that a file can be written.
   *
   * @param what names it
   * @param remedy what else the user may do, for the end of the sentence
   */
  public static void requireFile(String what, Path file, String remedy) {
    if (Files.exists(file)
        && SUITE_OR_MODEL.matcher(String.valueOf(file.getFileName())).matches()) {
      throw new UsageException(
          "%s %s is there, and called like a suite or a model, which would be written over: name another file"
              .formatted(what, file));
    }
    try {
      new OutputFile(file).check();
    } catch (IOException e) {
      throw trouble(
          "%s %s cannot be written: %s%s".formatted(what, file, FileTrouble.of(e, file), remedy),
          e);
    }
  }

  /**
   * Checks that files can be created in a folder.
   *
   * @param what they are
   * @param remedy what else the user may do, for the end of the sentence
   */
  public static void requireFolder(String what, Path folder, String remedy) {
    try {
      WriteProbe.folder(folder);
    } catch (IOException e) {
      throw trouble(
          "%s cannot be written to %s: %s%s"
              .formatted(what, folder.toAbsolutePath(), FileTrouble.of(e, folder), remedy),
          e);
    }
  }

  /**
   * Checks that processes can meet in the temporary folder, and put there what need not be kept.
   */
  public static void requireTemporaryFolder() {
    Path folder = TemporaryFolder.path();
    String remedy = "; set TMPDIR to a folder that is there and can be written";
    if (!Files.isDirectory(folder)) {
      throw new UsageException(
          "the temporary folder %s is not there%s".formatted(folder.toAbsolutePath(), remedy));
    }
    requireFolder("temporary files", folder, remedy);
  }

  private static RuntimeException trouble(String sentence, IOException trouble) {
    return FileTrouble.liesInName(trouble)
        ? new UsageException(sentence)
        : new UnavailableException(sentence);
  }
}
