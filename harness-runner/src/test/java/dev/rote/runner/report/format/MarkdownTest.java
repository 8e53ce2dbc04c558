package dev.rote.runner.report.format;

import static dev.rote.runner.report.format.OddRuns.NAME;
import static dev.rote.runner.report.format.OddRuns.REASON;
import static dev.rote.runner.report.format.OddRuns.ended;
import static dev.rote.runner.report.format.OddRuns.named;
import static dev.rote.runner.report.format.OddRuns.report;
import static dev.rote.runner.report.format.OddRuns.source;
import static dev.rote.runner.result.Results.crashed;
import static dev.rote.runner.result.Results.hashes;
import static dev.rote.runner.result.Results.reached;
import static dev.rote.runner.result.Results.run;
import static dev.rote.runner.result.Results.throughput;
import static dev.rote.runner.result.Results.twins;
import static dev.rote.runner.result.Results.withTwins;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static final String CUT = "Cut here, because GitHub shows no more than 1 MiB: ";

  private final CellResult first = reached("true-labels", "a", "cpu", hashes());

  @Test
  void theSummaryIsATableBelowWhatItsRowsShare() throws IOException {
    assertThat(
            write(
                report(
                    List.of(first, reached("true-labels", "b", "onednn", hashes())),
                    throughput(128, "a", "cpu", OptionalDouble.of(423.6)))))
        .startsWith("## small, mlp, seed 1, 2 threads\n\n**Who is fastest here?**\n")
        .contains(
            """

            | experiment | backend | device | training ex/s | inference ex/s | epochs to loss 0.1 | seconds to it | epochs to error 0 | parity of loss | of logits | train acc | test acc | outcome |
            | :-- | :-- | :-- | --: | --: | --: | --: | --: | --: | --: | --: | --: | :-- |
            | true-labels | a | cpu | 14,120 ±3.0% | 14,120 ±3.0% | &#62;2 | - | 2 | 3.0e-07 | 4.0e-07 | 100.0% | 80.3% | reached |
            | true-labels | b | onednn | - | - | &#62;2 | - | 2 | 3.0e-07 | 4.0e-07 | 100.0% | 80.3% | reached |

            """)
        .contains("\n- mlp/true-labels/seed-1: the same in all 2 rows: images ");
  }

  @Test
  void twinsAndOtherBatchSizesHaveTablesOfTheirOwn() throws IOException {
    Report report =
        Report.of(
            withTwins(
                run(List.of(first), List.of(throughput(32, "a", "cpu", OptionalDouble.empty()))),
                twins(first, 3, 4)),
            Path.of("out"));

    assertThat(write(report))
        .contains("\n| mlp | 32 | a | cpu | 14,120 | 14,120 |\n")
        .contains("\n| twins of | backend | device | ended | ");
  }

  @Test
  void whatMustNotBeOverlookedIsBold() throws IOException {
    assertThat(
            write(
                report(
                    List.of(first, reached("true-labels", "b", "cpu", hashes("labels", "other"))))))
        .contains(
            "\n- **NOT THE SAME EXPERIMENT: mlp/true-labels/seed-1 on b cpu was handed other labels than the row it is compared with**\n");
    assertThat(write(report(List.of(crashed("true-labels", "b", "cpu")))))
        .contains(" | **crashed** |\n");
  }

  @Test
  void noNameAndNoReasonBreaksOutOfItsPlace() throws IOException {
    CellResult odd = ended(named(first, NAME), Outcome.CRASHED, REASON);

    String text = write(report(List.of(odd)));

    assertThat(text)
        .doesNotContain("<", "`rm`", "\u0000", "\u001b", "\r")
        .contains("| &#60;/script&#62;&#60;b&#62;&#124;, \"ä\" | a | cpu |")
        .contains(": crashed: it said: \"no  \\[31m\" &#124; &#96;rm&#96; and, fell ü");
    assertThat(text.lines().filter(line -> line.startsWith("|")))
        .extracting(line -> line.chars().filter(c -> c == '|').count())
        .containsOnly(14L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a|b a&#124;b",
        "*a*_b_ \\*a\\*\\_b\\_",
        "[a](b) \\[a\\](b)",
        "#1 \\#1",
        "~~a~~ \\~\\~a\\~\\~",
        "a\\ a\\\\",
        "$x$ &#36;x&#36;",
        "&lt; &#38;lt;",
        "a@old.b 'a@<!-- -->old.b'",
        "a@old a@old",
        "- \\-",
        "1.b 1\\.b",
        "2)b 2\\)b",
        "+b \\+b",
      })
  void everythingThatMarkdownReadsIsEscaped(String text, String escaped) {
    assertThat(MarkdownText.block(text)).isEqualTo(escaped);
  }

  @Test
  void severalRunsHaveAColumnAndAPartEach() throws IOException {
    String text =
        write(
            Report.of(
                List.of(
                    source("before_1", run(List.of(first), List.of())),
                    source("after", run(List.of(first), List.of())))));

    assertThat(text)
        .contains(
            "| true-labels | before\\_1 | a | cpu |",
            "| true-labels | after | a | cpu |",
            "\n### before\\_1\n\n- ",
            "\n### after\n\n- ");
  }

  @Test
  void aRunWithoutACellSaysSo() throws IOException {
    assertThat(write(report(List.of()))).startsWith("## small: no cell is done\n");
  }

  @Test
  void anOlderRunIsShown() throws IOException {
    assertThat(write(OddRuns.older())).startsWith("## quickstart, mlp-1x512, seed 1, ");
  }

  @Test
  void whatGithubWouldNotShowIsCutWithASentence() throws IOException {
    List<CellResult> cells =
        IntStream.range(0, 9_000).mapToObj(i -> named(first, "ü".repeat(20) + i)).toList();

    String text = write(report(cells));

    assertThat(text.getBytes(UTF_8)).hasSizeBetween((1 << 20) - 500, 1 << 20);
    assertThat(text.lines().toList().getLast()).startsWith(CUT);
    assertThat(text.lines().toList().reversed().get(2)).startsWith("| ").endsWith(" |");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 140, 200, 1000})
  void thereIsNeverMoreThanThereIsRoomFor(int room) throws IOException {
    StringWriter out = new StringWriter();

    Markdown.write(report(List.of(first)), room, out);

    assertThat(out.toString().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(room);
    assertThat(Stream.of(out.toString()).filter(text -> !text.isEmpty()))
        .allSatisfy(text -> assertThat(text).contains(CUT));
  }

  private static String write(Report report) throws IOException {
    StringWriter out = new StringWriter();
    Markdown.write(report, out);
    return out.toString();
  }
}
