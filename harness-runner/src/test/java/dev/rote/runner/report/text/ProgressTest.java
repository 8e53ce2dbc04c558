package dev.rote.runner.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.DeviceKind;
import dev.rote.runner.fixture.FakePlugins;
import dev.rote.runner.fixture.SmallSuite;
import dev.rote.runner.plan.Cell;
import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.Results;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Unit.Converge CELL =
      new Unit.Converge(
          new Cell(SmallSuite.DEFAULT.experiment(), FakePlugins.target("a", DeviceKind.CPU)), 20);

  private final StringWriter text = new StringWriter();

  @Test
  void offATerminalEveryUnitLeavesOnePlainLine() {
    Progress progress = progress(Terminal.NONE);

    progress.started(CELL);
    progress.progress(CELL, 1, 1, 10, 2.3f);
    progress.ended(CELL, Results.reached("true-labels", "a", "cpu", Results.hashes()), 1.25);

    assertThat(text.toString())
        .isEqualToNormalizingNewlines(
            "[ 1/12] model/labels/seed-1 on a cpu: reached after 2 epochs, train accuracy 100.0%, test accuracy 80.3% (1.3 s)\n");
  }

  @Test
  void onATerminalOneLineShowsWhatHappensAndIsErasedInTheEnd() {
    Progress progress = progress(new Terminal(true, true, 80, true));

    progress.started(CELL);
    progress.leftOut(CELL, "left out");

    assertThat(text.toString())
        .startsWith(
            "\r\u001B[K[ 1/12] model/labels/seed-1 on a cpu\r\u001B[K[ 1/12] model/labels/seed-1 on a cpu: left out");
  }

  @Test
  void theLiveLineNeverWraps() {
    Progress progress = progress(new Terminal(true, true, 40, true));

    progress.started(new Unit.Reference(CELL.cell(), 20, false));

    assertThat(text.toString().substring("\r\u001B[K".length())).hasSizeLessThan(40);
  }

  @Test
  void aFailureSaysWhy() {
    Progress progress = progress(Terminal.NONE);

    progress.started(CELL);
    progress.ended(CELL, Results.crashed("true-labels", "a", "cpu"), 1);

    assertThat(text.toString()).contains("crashed: the process was killed by SIGSEGV");
  }

  private Progress progress(Terminal terminal) {
    Progress progress = new Progress(new PrintWriter(text, true), terminal);
    progress.begin(12);
    return progress;
  }
}
