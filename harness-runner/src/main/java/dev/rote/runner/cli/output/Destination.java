package dev.rote.runner.cli.output;

import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where a command writes what it has to show, as a mixin: a file, or the standard output. */
public final class Destination {
  private static final Path PRINTED = Path.of("-");

  @Option(
      names = {"-o", "--out"},
      paramLabel = "FILE",
      description = "Where to write, - for the standard output (default: it is printed).")
  private Optional<Path> out = Optional.empty();

  @Option(names = "--open", description = "Open the page in a browser; of the format html only.")
  private boolean open;

  /** What is written. */
  @FunctionalInterface
  public interface Content {
    /**
     * Writes it, and leaves the writer open.
     *
     * @param terminal what is known of where it goes to
     */
    void write(Terminal terminal, Writer out) throws IOException;
  }

  /** Returns what the user names, whose ending may say in which form to write. */
  public Optional<Path> named() {
    return out;
  }

  /** Returns the file, if it is not to be printed. */
  public Optional<Path> file() {
    return out.filter(each -> !each.equals(PRINTED));
  }

  /**
   * Checks that a page is written where one is to be opened.
   *
   * @param page whether it is one
   * @param example of the name of a file for it
   * @throws UsageException if there is none
   */
  public void requirePage(boolean page, String example) {
    if (open && (!page || file().isEmpty())) {
      throw new UsageException(
          "--open shows a page in a browser, but no page is written: name a file for it, as in -o "
              + example);
    }
  }

  /**
   * Writes, says where, and opens the page where that is wanted.
   *
   * @param what is written, in a word
   * @param printed the standard output
   * @param err the standard error
   */
  public void write(String what, Content content, PrintWriter printed, PrintWriter err)
      throws IOException {
    if (file().isPresent()) {
      Outputs.write(file().get(), to -> content.write(Terminal.NONE, to));
      printed.println(what + ": " + file().get());
    } else {
      content.write(Terminal.detect(System.getProperties(), System.getenv()), printed);
    }
    printed.flush();
    if (open) {
      Browser.ofThisMachine().show(file().orElseThrow(), err);
    }
  }
}
