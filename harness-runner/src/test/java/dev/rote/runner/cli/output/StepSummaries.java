package dev.rote.runner.cli.output;

import java.util.Map;
import picocli.CommandLine;

/** Summaries of steps in an environment that a test makes, whatever its own process runs in. */
public final class StepSummaries {
  private StepSummaries() {}

  /** Returns what makes the parts of a command line that sees these variables. */
  public static CommandLine.IFactory of(Map<String, String> environment) {
    return new CommandLine.IFactory() {
      @Override
      public <K> K create(Class<K> type) throws Exception {
        return type == StepSummary.class
            ? type.cast(new StepSummary(environment))
            : CommandLine.defaultFactory().create(type);
      }
    };
  }
}
