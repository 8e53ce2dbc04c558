package dev.rote.runner.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.rote.runner.report.text.Table.Cell;
import dev.rote.runner.report.text.Table.Column;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final Table table =
      new Table(List.of(Column.text("name"), Column.number("training\nex/s"), Column.text("end")));

  @Test
  void alignsTextLeftAndNumbersRightUnderHeadersOfSeveralLines() {
    table.addPlain("a", "1", "x");
    table.addPlain("bcdef", "12,345", "y");

    assertThat(table.lines(80, false))
        .containsExactly(
            "       training", "name       ex/s  end", "a             1  x", "bcdef    12,345  y");
  }

  @Test
  void shortensTextInTheMiddleWhenTheWidthDemandsIt() {
    table.addPlain("small-inception-no-bn/random-labels-1.0/seed-1", "1", "x");

    List<String> lines = table.lines(40, false);

    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    assertThat(lines.getLast()).startsWith("small-incep").contains("…").contains("ed-1");
  }

  @Test
  void shortensNothingSoFarThatDifferentTextsLookTheSame() {
    table.addPlain("mlp-1x512/true-labels/seed-1", "1", "x");
    table.addPlain("mlp-1x512/random-labels/seed-1", "1", "x");

    List<String> lines = table.lines(10, false);

    assertThat(lines.get(2).split("  ")[0]).isNotEqualTo(lines.get(3).split("  ")[0]);
  }

  @Test
  void setsCellsOffWithColoursOnlyIfTheyAreWanted() {
    table.add(List.of(new Cell("a", Style.RED), Cell.of("1"), Cell.of("x")));

    assertThat(table.lines(80, true).getLast()).contains("\u001B[31ma\u001B[0m");
    assertThat(table.lines(80, false).getLast()).doesNotContain("\u001B");
  }

  @Test
  void coloursDoNotMoveColumns() {
    table.add(List.of(new Cell("a", Style.RED), Cell.of("1"), Cell.of("x")));

    String coloured = table.lines(80, true).getLast();

    assertThat(coloured.replaceAll("\u001B\\[[0-9]+m", ""))
        .isEqualTo(table.lines(80, false).getLast());
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> table.addPlain("a"))
        .withMessage("the row has 1 cells, but there are 3 columns");
  }
}
