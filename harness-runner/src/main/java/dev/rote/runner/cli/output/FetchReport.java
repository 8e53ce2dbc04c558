package dev.rote.runner.cli.output;

import dev.rote.runner.data.store.FetchProgress;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/**
 * Prints how fetching goes: the files that are ready to the output, progress to the error output as
 * a line that is written over in a terminal, and as nothing but a first line elsewhere.
 */
public final class FetchReport implements FetchProgress, AutoCloseable {
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean terminal;
  private long shownPercent = -1;

  public FetchReport(PrintWriter out, PrintWriter err, boolean terminal) {
    this.out = out;
    this.err = err;
    this.terminal = terminal;
  }

  /** The JDK cannot tell whether the error output is a terminal; colours need the same answer. */
  public static FetchReport of(CommandLine commandLine) {
    return new FetchReport(commandLine.getOut(), commandLine.getErr(), Ansi.AUTO.enabled());
  }

  @Override
  public void present(Path file) {
    out.println(file + ": already there");
    out.flush();
  }

  @Override
  public void started(URI source, Path file, long done, long total) {
    String from = done == 0 ? "" : ", of which " + DataListing.megabytes(done) + " are there";
    err.println("fetching " + source + " (" + DataListing.megabytes(total) + from + ")");
    err.flush();
  }

  @Override
  public void advanced(Path file, long done, long total) {
    long percent = 100 * done / total;
    if (terminal && percent != shownPercent) {
      shownPercent = percent;
      err.print("\r" + percent + " % of " + DataListing.megabytes(total));
      err.flush();
    }
  }

  @Override
  public void close() {
    endLine();
  }

  @Override
  public void finished(Path file) {
    endLine();
    out.println(file + ": fetched and verified");
    out.flush();
  }

  private void endLine() {
    if (shownPercent >= 0) {
      shownPercent = -1;
      err.println();
      err.flush();
    }
  }
}
