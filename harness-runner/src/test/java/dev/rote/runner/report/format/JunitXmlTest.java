package dev.rote.runner.report.format;

import static dev.rote.runner.report.format.OddRuns.NAME;
import static dev.rote.runner.report.format.OddRuns.REASON;
import static dev.rote.runner.report.format.OddRuns.ended;
import static dev.rote.runner.report.format.OddRuns.failed;
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
import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Outcome;
import dev.rote.runner.result.Results;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.TwinResult;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class JunitXmlTest {
  private final CellResult first = reached("true-labels", "a", "cpu", hashes());

  @Test
  void aCellThatGaveAResultHasPassedWhateverTheResultIs() throws Exception {
    CellResult never =
        ended(reached("true-labels", "b", "cpu", hashes()), Outcome.NOT_REACHED, "not zero");
    CellResult diverged =
        ended(reached("true-labels", "c", "cpu", hashes()), Outcome.DIVERGED, "its loss is NaN");

    Element suites = write(report(List.of(first, never, diverged)));

    assertThat(attributes(suites, "tests", "failures", "errors", "skipped"))
        .containsExactly("4", "0", "0", "0");
    Element suite = elements(suites, "testsuite").getFirst();
    assertThat(attributes(suite, "name", "timestamp", "tests", "time"))
        .containsExactly("mlp/true-labels/seed-1", "2026-01-02T03:04:05", "3", "4.800");
    assertThat(attributes(elements(suite, "testcase").getFirst(), "classname", "name", "time"))
        .containsExactly("mlp/true-labels/seed-1", "a cpu", "1.600");
  }

  @ParameterizedTest
  @CsvSource({
    "CRASHED,failure",
    "TIMED_OUT,failure",
    "UNAVAILABLE,error",
    "UNSUPPORTED,skipped",
  })
  void anOutcomeThatIsNoneIsNamedWithItsReason(Outcome outcome, String element) throws Exception {
    Element suites =
        write(report(List.of(ended(crashed("true-labels", "b", "cpu"), outcome, REASON))));

    Element verdict = elements(suites, element).getFirst();
    assertThat(attributes(verdict, "type", "message"))
        .containsExactly(outcome.id(), "it said: \"no\uFFFD\uFFFD[31m\" | `rm` and, fell ü\uFFFD");
    assertThat(verdict.getTextContent())
        .isEqualTo("it said:\n\"no\uFFFD\uFFFD[31m\" | `rm`\nand, fell ü\uFFFD");
  }

  @Test
  void aRowThatIsAnotherExperimentHasFailedThoughItReachedItsGoal() throws Exception {
    CellResult odd =
        reached("true-labels", "b", "cpu", hashes("labels", "other"))
            .with(Optional.empty(), Optional.of(Results.parity(0.25, OptionalInt.of(3))));

    Element failure = elements(write(report(List.of(first, odd))), "failure").getFirst();

    assertThat(failure.getAttribute("type")).isEqualTo("other-inputs");
    assertThat(failure.getAttribute("message"))
        .startsWith(
            "it was handed other labels than the row it is compared with; from step 3 on its loss");
  }

  @Test
  void aDeviceThatIsNotWhatItIsCalledHasFailed() throws Exception {
    CellResult liar =
        first.with(
            Optional.of(
                new Attestation(
                    Attestation.Verdict.CONTRADICTED,
                    "oneDNN executed matmul",
                    Map.of(),
                    Map.of(),
                    Optional.empty())),
            first.parity());

    assertThat(
            attributes(
                elements(write(report(List.of(liar))), "failure").getFirst(), "type", "message"))
        .containsExactly("contradicted-device", "oneDNN executed matmul");
  }

  @Test
  void speedsAreTestCasesOfWhichThoseThatWereNotMeasuredHaveFailed() throws Exception {
    Element suites =
        write(
            report(
                List.of(first),
                throughput(128, "a", "cpu", OptionalDouble.of(9)),
                failed(SpeedOutcome.CRASHED, "it fell")));

    assertThat(attributes(suites, "tests", "failures")).containsExactly("4", "1");
    Element failure = elements(suites, "failure").getFirst();
    assertThat(failure.getAttribute("message")).isEqualTo("it fell");
    assertThat(attributes((Element) failure.getParentNode(), "classname", "name"))
        .containsExactly("throughput of mlp, batch 128", "b cpu");
  }

  @Test
  void twinsAreTestCasesBesideTheirCell() throws Exception {
    List<TwinResult> twins =
        List.of(twins(first, 3).getFirst(), new TwinResult(2, crashed("true-labels", "a", "cpu")));

    Element suite =
        elements(
                write(Report.of(withTwins(run(List.of(first), List.of()), twins), Path.of("out"))),
                "testsuite")
            .getFirst();

    assertThat(elements(suite, "testcase"))
        .extracting(test -> test.getAttribute("name"))
        .containsExactly("a cpu", "a cpu, twin 1", "a cpu, twin 2");
    assertThat(suite.getAttribute("failures")).isEqualTo("1");
  }

  @Test
  void whatCouldNotBeCheckedIsAnError() throws Exception {
    CellResult dark = first.with(Optional.of(Attestation.notMade("it hung")), first.parity());

    Element error = elements(write(report(List.of(dark))), "error").getFirst();

    assertThat(attributes(error, "type", "message"))
        .containsExactly("not-checked", "not checked: what mlp executes on a cpu, because it hung");
  }

  @Test
  void namesAreNamesWhateverIsInThem() throws Exception {
    Element suites = write(report(List.of(named(first, NAME))));

    assertThat(elements(suites, "testcase").getFirst().getAttribute("classname"))
        .isEqualTo("mlp/" + NAME + "/seed-1");
  }

  @Test
  void theSuitesOfSeveralRunsSayWhichRunTheyAreOf() throws Exception {
    Element suites =
        write(
            Report.of(
                List.of(
                    source("before", run(List.of(first), List.of())),
                    source("after", run(List.of(first), List.of())))));

    assertThat(elements(suites, "testsuite"))
        .extracting(suite -> suite.getAttribute("name"))
        .containsExactly(
            "before: mlp/true-labels/seed-1",
            "before: checks",
            "after: mlp/true-labels/seed-1",
            "after: checks");
  }

  @Test
  void anOlderRunHasPassed() throws Exception {
    Element suites = write(OddRuns.older());

    assertThat(Integer.parseInt(suites.getAttribute("tests"))).isGreaterThan(4);
    assertThat(suites.getAttribute("failures")).isEqualTo("0");
  }

  private static Element write(Report report) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(text(report))))
        .getDocumentElement();
  }

  private static String text(Report report) throws IOException {
    StringWriter out = new StringWriter();
    JunitXml.write(report, out);
    return out.toString();
  }

  private static List<String> attributes(Element element, String... names) {
    return List.of(names).stream().map(element::getAttribute).toList();
  }

  private static List<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }
}
