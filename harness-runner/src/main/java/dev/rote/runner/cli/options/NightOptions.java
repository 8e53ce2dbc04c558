package dev.rote.runner.cli.options;

import dev.rote.runner.nightly.MachineGuard;
import dev.rote.runner.nightly.NightRules;
import dev.rote.runner.run.UnavailableException;
import dev.rote.runner.run.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say when a night calls a difference one. */
public final class NightOptions {
  @Option(
      names = "--least-change",
      paramLabel = "SHARE",
      converter = Share.class,
      description = "A smaller difference of speed is none, as 2%% or 0.02 (default: 2%%).")
  private double leastChange = NightRules.USUAL.leastChange();

  @Option(
      names = "--find",
      paramLabel = "SHARE",
      converter = Share.class,
      description =
          "A slowdown that is to be found nine times in ten: a smaller one takes more rounds "
              + "(default: 5%%).")
  private double find = NightRules.USUAL.find();

  @Option(
      names = "--false-alarms",
      paramLabel = "SHARE",
      converter = Share.class,
      description =
          "Of all that looks changed at first and is not, how much may be confirmed (default: 1%%).")
  private double falseAlarms = NightRules.USUAL.falseAlarms();

  @Option(
      names = "--screening-rounds",
      paramLabel = "N",
      description =
          "Rounds of both builds at first, 10 or more (default: 10, or the suite's forks).")
  private int screeningRounds = NightRules.USUAL.screeningRounds();

  @Option(
      names = "--most-rounds",
      paramLabel = "N",
      description = "Rounds that confirm, at most; 10 or more (default: 80).")
  private int mostRounds = NightRules.USUAL.mostRounds();

  @Option(
      names = "--resume",
      paramLabel = "DIR",
      description =
          "Go on with what was ended in this folder, by the same command: what its runs have is not "
              + "measured again.")
  private Optional<Path> resume = Optional.empty();

  @Option(
      names = "--not-alone",
      description =
          "Measure even while another run measures on this machine; it is said of the night.")
  private boolean notAlone;

  /**
   * Returns the folder of the runs, and whether they go on.
   *
   * @throws UsageException if it is named twice, or is not there
   */
  public Folder folder(OutputOptions outputs, SuiteSelection selection) throws IOException {
    if (resume.isEmpty()) {
      outputs.require(List.of(selection));
      return new Folder(outputs.folder(selection, false), false);
    }
    if (outputs.out().isPresent()) {
      throw new UsageException(
          "--resume %s goes on in that folder: leave out --out".formatted(resume.get()));
    }
    if (!Files.isDirectory(resume.get())) {
      throw new UsageException(
          "--resume %s is no folder: name the one that has the runs, results/TIME-SUITE or what --out was"
              .formatted(resume.get()));
    }
    outputs.requireJson(Optional.empty());
    return new Folder(resume.get(), true);
  }

  /**
   * Where runs are made.
   *
   * @param path has a folder for each
   * @param resumed whether there may be some already
   */
  public record Folder(Path path, boolean resumed) {}

  /**
   * Returns what else measures on this machine, a clause; none if nothing does.
   *
   * @throws UnavailableException if something does, and the user has not said that he minds it not
   */
  public List<String> requireAlone() {
    Optional<String> other = MachineGuard.otherRun();
    if (other.isPresent() && !notAlone) {
      throw new UnavailableException(
          "another run measures on this machine (process %s), and speeds of two at once say little: wait for it, end it, or add --not-alone"
              .formatted(other.get()));
    }
    return other
        .map("another run measured on this machine when it began (process %s)"::formatted)
        .stream()
        .toList();
  }

  /** Returns when a night calls a difference one. */
  public NightRules rules() {
    try {
      return new NightRules(leastChange, find, falseAlarms, screeningRounds, mostRounds);
    } catch (IllegalArgumentException e) {
      throw new UsageException("the options do not suit each other: " + e.getMessage());
    }
  }
}
