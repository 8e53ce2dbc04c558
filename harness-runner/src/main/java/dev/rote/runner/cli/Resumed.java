package dev.rote.runner.cli;

import dev.rote.runner.cli.options.SuiteSource;
import dev.rote.runner.cli.options.TargetOptions;
import dev.rote.runner.folder.PlanFile;
import dev.rote.runner.plan.Expansion;
import dev.rote.runner.plan.Experiment;
import dev.rote.runner.plan.Target;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Place;
import dev.rote.runner.plugin.Plugin;
import dev.rote.runner.run.RunOrder;
import dev.rote.runner.run.Targets;
import dev.rote.runner.run.UsageException;
import dev.rote.runner.suite.Suite;
import dev.rote.runner.suite.yaml.SuiteReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Orders again what the plan of a folder says, with the suite, the data and the backends as they
 * are now, so that any change shows.
 */
final class Resumed {
  private final PlanFile plan;
  private final Optional<SuiteSource> source;
  private final TargetOptions options;

  /**
   * @param named the suite that the user names, if he does
   * @param options where backends and data are looked for
   */
  Resumed(PlanFile plan, Optional<SuiteSource> named, TargetOptions options) {
    this.plan = plan;
    this.source = named.or(() -> plan.source().filter(Files::exists).map(SuiteSource::new));
    this.options = options;
  }

  RunOrder order(String rote, List<String> command) {
    Suite suite = suite();
    List<Place> places =
        plan.backends().entrySet().stream()
            .map(backend -> Place.of(backend.getKey(), Path.of(backend.getValue().location())))
            .filter(place -> Files.exists(place.path()))
            .toList();
    Discovery discovery = options.discovery(places);
    List<Target> targets =
        plan.targets().stream()
            .map(target ->
                new Target(plugin(discovery, target.backend()), target.device(), target.part()))
            .toList();
    return new RunOrder(
        rote,
        suite,
        source.flatMap(SuiteSource::file).or(plan::source),
        plan.overrides(),
        experiments(suite),
        new Targets(
            targets,
            targets.stream().map(Target::plugin).distinct().toList(),
            plan.oracle().map(id -> plugin(discovery, id)),
            List.of()),
        options.host(plan.conditions().threads(), plan.dataDirectories()),
        System.getenv(),
        command);
  }

  /** The file as it is now; the plan's own copy where the file is gone, or came from elsewhere. */
  private Suite suite() {
    return source
        .map(each ->
            plan.overrides()
                .overrides(Optional.empty())
                .apply(each.read().suite(plan.overrides().profile())))
        .orElseGet(() -> SuiteReader.readResolved(plan.suite().toString(), "plan.json"));
  }

  private List<Experiment> experiments(Suite suite) {
    Set<String> wanted = new LinkedHashSet<>(plan.experiments());
    return Expansion.of(suite).stream()
        .filter(experiment -> wanted.contains(experiment.id()))
        .toList();
  }

  private static Plugin plugin(Discovery discovery, String id) {
    return discovery
        .find(id)
        .orElseThrow(() ->
            new UsageException(
                "the backend %s of the plan was not found, name where it is with %s%s"
                    .formatted(id, Place.option(id), discovery.because())));
  }
}
