package dev.rote.runner.nightly;

import dev.rote.runner.analysis.Busyness;
import dev.rote.runner.history.Fingerprint;
import dev.rote.runner.history.Night;
import dev.rote.runner.result.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What of the machine a reader of a night must know, and what makes a night worth nothing. */
public final class MachineGuard {
  private static final String MAIN = "dev.rote.runner.cli.Main";
  private static final List<String> MEASURING = List.of("run", "nightly", "selftest");

  private MachineGuard() {}

  /**
   * Returns another process of Rote that measures on this machine, as its number and command line,
   * if the system shows one.
   */
  public static Optional<String> otherRun() {
    ProcessHandle own = ProcessHandle.current();
    return ProcessHandle.allProcesses()
        .filter(process -> process.pid() != own.pid())
        .filter(process -> own.parent().map(parent -> parent.pid() != process.pid()).orElse(true))
        .flatMap(process ->
            process
                .info()
                .arguments()
                .map(List::of)
                .filter(MachineGuard::measures)
                .map(arguments -> process.pid() + ", rote " + command(arguments))
                .stream())
        .findFirst();
  }

  private static boolean measures(List<String> arguments) {
    String command = command(arguments);
    return MEASURING.stream()
        .anyMatch(each -> command.equals(each) || command.startsWith(each + " "));
  }

  private static String command(List<String> arguments) {
    int main = arguments.indexOf(MAIN);
    return main < 0 ? "" : String.join(" ", arguments.subList(main + 1, arguments.size()));
  }

  /**
   * Returns what a reader of a night must know, a clause each.
   *
   * @param before the last night of the suite, if there is one
   */
  static List<String> marks(RunResult run, Optional<Night> before) {
    List<String> marks = new ArrayList<>(Busyness.of(run));
    before.ifPresent(night -> {
      Fingerprint was = night.machine();
      Fingerprint is = Fingerprint.of(run.machine().before(), run.settings().threads());
      differences(was, is)
          .map(change -> "not the machine of %s: %s".formatted(Night.named(night.id()), change))
          .forEach(marks::add);
      if (!night.rote().equals(run.rote())) {
        marks.add(
            "Rote is %s, was %s in %s"
                .formatted(run.rote(), night.rote(), Night.named(night.id())));
      }
    });
    return marks;
  }

  private static Stream<String> differences(Fingerprint was, Fingerprint is) {
    return Stream.of(
            difference("processor", was.processor().orElse("?"), is.processor().orElse("?")),
            difference("processors", was.cores(), is.cores()),
            difference("quota of processors", was.processorQuota(), is.processorQuota()),
            difference("memory", was.memoryGibibytes(), is.memoryGibibytes()),
            difference("system", was.system(), is.system()),
            difference("JDK", was.jdk(), is.jdk()),
            difference("threads", was.threads(), is.threads()))
        .flatMap(Optional::stream);
  }

  private static Optional<String> difference(String what, Object was, Object is) {
    return Objects.equals(was, is)
        ? Optional.empty()
        : Optional.of("%s %s, was %s".formatted(what, is, was));
  }
}
