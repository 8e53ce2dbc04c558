package dev.rote.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.testkit.clause.Clauses;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VerdictPrinterTest {
  private final StringWriter output = new StringWriter();
  private final VerdictPrinter printer = new VerdictPrinter(new PrintWriter(output, true), false);

  @Test
  void oneMistakeIsToldOnceWithTheClausesThatShareIt() {
    printer.print(failed("opens", thrown("the backend throws java.lang.Error: cannot open")));
    printer.print(failed("momentum", thrown("the backend throws java.lang.Error: cannot open")));
    printer.print(failed("quiet", Failure.of("it prints 99 KiB")));
    printer.print(failed("load-first", thrown("train before load throws java.lang.Error")));
    printer.end();

    assertThat(output.toString())
        .containsOnlyOnce("cause: java.lang.IllegalStateException: no model")
        .containsOnlyOnce("at: com.example.Trainer.open(Trainer.java:12)")
        .containsOnlyOnce("log: worker.log")
        .contains("for the reason that opens has")
        .endsWith(
            "3 clauses fail for one reason: java.lang.IllegalStateException: no model at"
                + " com.example.Trainer.open(Trainer.java:12)%n  opens, momentum, load-first%n"
                    .formatted());
  }

  @Test
  void aFailureThatIsNotAboutNumbersGivesNoHint() {
    printer.print(failed("momentum", thrown("the backend throws java.lang.Error")));

    assertThat(output.toString()).doesNotContain("usually").doesNotContain("momentum that");
  }

  @Test
  void whatFailsSaysMoreThanWhatWasNotChecked() {
    Absence absence = new Absence(Device.first(DeviceKind.ONEDNN), "no natives", Optional.empty());
    ClauseResult failed = failed("opens", Failure.of("no"));
    ClauseResult passed = result("opens", new Verdict.Passed(""));
    ClauseResult skipped = result("opens", new Verdict.Skipped("no"));

    assertThat(new Summary(List.of(passed, skipped), 0, List.of()).exitCode()).isZero();
    assertThat(new Summary(List.of(passed, failed), 1, List.of(absence)).exitCode()).isEqualTo(1);
    assertThat(new Summary(List.of(skipped), 0, List.of()).exitCode()).isEqualTo(2);
    assertThat(new Summary(List.of(passed), 1, List.of()).exitCode()).isEqualTo(3);
    assertThat(new Summary(List.of(passed), 0, List.of(absence)).exitCode()).isEqualTo(3);
    assertThat(new Summary(List.of(passed), 0, List.of(absence)).sentence())
        .isEqualTo(
            "not all of it could be checked: 1 passed, 0 failed, 0 skipped, nothing on onednn");
  }

  private static Failure thrown(String sentence) {
    return new Failure(
        sentence,
        Optional.empty(),
        Optional.of("java.lang.IllegalStateException: no model"),
        Optional.of("com.example.Trainer.open(Trainer.java:12)"),
        Optional.of(Path.of("worker.log")));
  }

  private static ClauseResult failed(String clause, Failure failure) {
    return result(clause, new Verdict.Failed(failure));
  }

  private static ClauseResult result(String clause, Verdict verdict) {
    return new ClauseResult(Clauses.byId(clause), Device.first(DeviceKind.CPU), verdict);
  }
}
