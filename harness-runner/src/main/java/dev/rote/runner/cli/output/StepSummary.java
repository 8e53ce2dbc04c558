package dev.rote.runner.cli.output;

import dev.rote.runner.report.format.Markdown;
import dev.rote.runner.report.view.ComparisonView;
import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.run.UnavailableException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The summary of a step of GitHub Actions, to which every command of the step may append. */
public final class StepSummary {
  /** The variable by which GitHub names the file. */
  public static final String VARIABLE = "GITHUB_STEP_SUMMARY";

  @Option(
      names = "--github",
      description =
          "Append the report as Markdown to the step's summary, the file that GitHub Actions names "
              + "in "
              + VARIABLE
              + ".")
  private boolean wanted;

  private final Map<String, String> environment;

  /** Reads the environment of this process. */
  public StepSummary() {
    this(System.getenv());
  }

  /**
   * @param environment has the variable, or has not
   */
  public StepSummary(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** Returns whether the user wants it. */
  public boolean wanted() {
    return wanted;
  }

  /** Checks that it can be appended to, and says where there is none. */
  public void require(PrintWriter err) {
    if (!wanted) {
      return;
    }
    if (file().isEmpty()) {
      err.println(
          "rote: --github has nothing to append to, as %s is not set: GitHub Actions sets it for each step"
              .formatted(VARIABLE));
      err.flush();
      return;
    }
    try (OutputStream out = open(file().get())) {
      out.flush();
    } catch (IOException e) {
      throw trouble(file().get(), e);
    }
  }

  /** Appends the report, as far as the summary has room for it, where one is wanted and there. */
  public void append(Report report, PrintWriter err) {
    append((room, out) -> Markdown.write(report, room, out), err);
  }

  /** Appends the comparison, as far as the summary has room for it, where one is wanted. */
  public void append(ComparisonView comparison, PrintWriter err) {
    append((room, out) -> Markdown.write(comparison, room, out), err);
  }

  /** Appends lines as they are, as far as the summary has room for them, where that is wanted. */
  public void append(List<String> lines, PrintWriter err) {
    append(
        (room, out) -> {
          String text = "```\n%s\n```\n".formatted(String.join("\n", lines));
          if (text.getBytes(StandardCharsets.UTF_8).length <= room) {
            out.write(text);
          }
        },
        err);
  }

  /** Writes as much as there is room for, in bytes of UTF-8. */
  @FunctionalInterface
  private interface Text {
    void write(long room, Writer out) throws IOException;
  }

  private void append(Text markdown, PrintWriter err) {
    if (!wanted || file().isEmpty()) {
      return;
    }
    Path file = file().get();
    try (OutputStream out = open(file)) {
      StringWriter text = new StringWriter();
      markdown.write(Markdown.MOST_BYTES - Files.size(file), text);
      out.write(text.toString().getBytes(StandardCharsets.UTF_8));
      if (text.getBuffer().isEmpty()) {
        err.println(
            "rote: %s is full, as GitHub shows no more than 1 MiB of a step: give the report a step of its own"
                .formatted(file));
      }
    } catch (IOException e) {
      throw trouble(file, e);
    }
  }

  private Optional<Path> file() {
    return Optional.ofNullable(environment.get(VARIABLE))
        .filter(name -> !name.isBlank())
        .map(Path::of);
  }

  private static OutputStream open(Path file) throws IOException {
    return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static UnavailableException trouble(Path file, IOException trouble) {
    return new UnavailableException(
        "%s, which %s names, cannot be written: %s"
            .formatted(file, VARIABLE, FileTrouble.of(trouble, file)));
  }
}
