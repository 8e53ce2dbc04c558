package dev.rote.runner.cli.options;

import dev.rote.runner.data.PreparedData;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Overrides;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteFile;
import java.nio.file.Path;
import java.util.List;

/**
 * A suite as the user wants it.
 *
 * @param source where it comes from
 * @param file what is there
 * @param suite with the overrides applied
 * @param experiments those chosen
 */
public record SuiteSelection(
    SuiteSource source, SuiteFile file, Suite suite, List<Experiment> experiments) {
  /**
   * Reads suites: all of them, so that a mistake in the last one is found before the first runs.
   */
  public static List<SuiteSelection> read(List<Path> files, Overrides overrides) {
    return SuiteSource.all(files).stream().map(source -> read(source, overrides)).toList();
  }

  /** Reads one suite. */
  public static SuiteSelection read(SuiteSource source, Overrides overrides) {
    SuiteFile file = source.read();
    Suite suite = overrides.apply(file.suite(overrides.profile())).besideThePublished(file.whole());
    return new SuiteSelection(source, file, suite, overrides.select(Expansion.of(suite)));
  }

  /**
   * Checks that the data are there, so that a run does not begin without them.
   *
   * @throws dev.rote.runner.data.set.DataException if they are not
   */
  public void requireData(DataLocations locations) {
    experiments.stream()
        .map(Experiment::data)
        .forEach(recipe -> PreparedData.require(recipe, locations));
  }
}
