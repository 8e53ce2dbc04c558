package dev.rote.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.Records;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter text = new StringWriter();

  @Test
  void offATerminalEveryTaskLeavesOnePlainLine() {
    Progress progress = progress(Terminal.NONE);

    progress.start("a cell");
    progress.step(1, 10, 1, 10, 2.3f);
    progress.done(Records.reached("true-labels", "a", "cpu", Records.hashes()));

    assertThat(text.toString())
        .matches(
            "\\[ 1/12\\] a cell: reached after 2 epochs, train accuracy 100\\.0%, test accuracy 80\\.3% \\([0-9.]+ s\\)\\R");
  }

  @Test
  void onATerminalOneLineShowsWhatHappensAndIsErasedInTheEnd() {
    Progress progress = progress(new Terminal(true, true, 80, true));

    progress.start("a cell");
    progress.done("fine");

    assertThat(text.toString())
        .startsWith("\r\u001B[K[ 1/12] a cell\r\u001B[K[ 1/12] a cell: fine (");
  }

  @Test
  void theLiveLineNeverWraps() {
    Progress progress = progress(new Terminal(true, true, 40, true));

    progress.start("a cell with a name that is far longer than the terminal is wide");

    assertThat(text.toString().substring("\r\u001B[K".length())).hasSizeLessThan(40);
  }

  @Test
  void aFailureSaysWhy() {
    Progress progress = progress(Terminal.NONE);

    progress.start("a cell");
    progress.done(Records.crashed("true-labels", "a", "cpu"));

    assertThat(text.toString()).contains("crashed: the process was killed by SIGSEGV");
  }

  private Progress progress(Terminal terminal) {
    return new Progress(new PrintWriter(text, true), terminal, 12);
  }
}
