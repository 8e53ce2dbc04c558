package dev.rote.runner.cli;

import dev.rote.runner.environment.Surroundings;
import dev.rote.runner.plugin.Discovery;
import dev.rote.runner.plugin.Problem;
import dev.rote.runner.report.text.Progress;
import dev.rote.runner.report.text.Terminal;
import dev.rote.runner.run.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Does what runs still miss, shows how far they are, and keeps their pages up to date. What is true
 * of all of them is said once.
 */
final class RunWork {
  private final Discovery discovery;
  private final Terminal terminal;
  private final PrintWriter err;
  private final Set<String> said = new HashSet<>();

  /**
   * @param discovery of the backends, whose problems belong to every run
   * @param err receives the progress
   */
  RunWork(Discovery discovery, Terminal terminal, PrintWriter err) {
    this.discovery = discovery;
    this.terminal = terminal;
    this.err = err;
  }

  /**
   * Works.
   *
   * @param notes what else belongs to the run, a sentence each
   * @return the run's page
   */
  RunPage work(Run run, List<String> notes) throws IOException {
    List<String> problems = new ArrayList<>();
    discovery.problems().stream().map(Problem::sentence).forEach(problems::add);
    problems.addAll(notes);
    problems.addAll(run.variables().sentences());
    Progress progress = new Progress(err, terminal);
    problems.stream().filter(said::add).forEach(progress::note);
    // These were said when the process began.
    problems.addAll(Surroundings.optionsSetAside());
    Thread farewell =
        new Thread(() ->
            progress.note(
                "Interrupted: what was measured is in %s; go on with: rote run --resume %s"
                    .formatted(run.folder().path(), run.folder().path())));
    Runtime.getRuntime().addShutdownHook(farewell);
    RunPage page = new RunPage(run);
    run.work(problems, List.of(progress, page));
    Runtime.getRuntime().removeShutdownHook(farewell);
    return page;
  }
}
