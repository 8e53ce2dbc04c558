package dev.rote.runner.cli.options;

import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.plan.Overrides;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that change a suite, as a mixin for every command that reads one. */
public final class OverrideOptions {
  @Option(
      names = "--profile",
      paramLabel = "NAME",
      description = "Use a profile of the suite, such as small, which rote describe lists.")
  private Optional<String> profile = Optional.empty();

  @Option(
      names = "--train",
      paramLabel = "N",
      description = "Use only the first N training images.")
  private Optional<Integer> train = Optional.empty();

  @Option(names = "--seed", paramLabel = "N", description = "Use this seed instead of the suite's.")
  private Optional<Long> seed = Optional.empty();

  @Option(
      names = "--twins",
      paramLabel = "N",
      description =
          "Train every cell N times more from initial parameters one ulp beside, to see what rounding "
              + "alone makes of epochs and accuracies.")
  private Optional<Integer> twins = Optional.empty();

  @Option(
      names = "--experiment",
      paramLabel = "GLOB",
      description =
          "Only the experiments whose name or id matches; * stands for any characters, ? for one.")
  private Optional<String> experiment = Optional.empty();

  /** Returns what the user changes about a suite. */
  public Overrides overrides() {
    return recorded().overrides(experiment);
  }

  /** Returns what a plan keeps of them. */
  public PlanFile.Overridden recorded() {
    return new PlanFile.Overridden(profile, train, seed, twins);
  }

  /** Returns the first of them that was given. */
  public Optional<String> first() {
    if (profile.isPresent()) {
      return Optional.of("--profile");
    }
    if (train.isPresent()) {
      return Optional.of("--train");
    }
    if (seed.isPresent()) {
      return Optional.of("--seed");
    }
    if (twins.isPresent()) {
      return Optional.of("--twins");
    }
    return experiment.map(glob -> "--experiment");
  }
}
