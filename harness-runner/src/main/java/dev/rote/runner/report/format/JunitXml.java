package dev.rote.runner.report.format;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.report.view.Report;
import dev.rote.runner.report.view.Source;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.Ending;
import dev.rote.runner.result.Iteration;
import dev.rote.runner.result.SpeedOutcome;
import dev.rote.runner.result.ThroughputResult;
import dev.rote.runner.result.TwinResult;
import java.io.IOException;
import java.io.Writer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What became of every cell as JUnit's XML, which continuous integrations show. A network that does
 * not converge has passed: that is a result. What makes a run end with 1 or 3 has not.
 */
public final class JunitXml {
  private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

  private final XMLStreamWriter xml;

  private JunitXml(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** How a test case ended, if it did not pass. */
  private enum Kind {
    FAILURE("failure"),
    ERROR("error"),
    SKIPPED("skipped");

    private final String element;

    Kind(String element) {
      this.element = element;
    }
  }

  /**
   * Why a test case has not passed.
   *
   * @param type for programs
   * @param sentence for people
   */
  private record Verdict(Kind kind, String type, String sentence) {}

  private record TestCase(String group, String name, double seconds, Optional<Verdict> verdict) {}

  /** Writes a suite for each experiment of each run, one for its speeds, and one for its checks. */
  public static void write(Report report, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new JunitXml(xml).write(report);
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void write(Report report) throws XMLStreamException {
    Map<Source, List<TestCase>> cases = new LinkedHashMap<>();
    report.sources().forEach(source -> cases.put(source, cases(source)));
    xml.writeStartDocument("1.0");
    line();
    xml.writeStartElement("testsuites");
    attribute("name", "rote");
    counts(cases.values().stream().flatMap(List::stream).toList());
    line();
    for (Map.Entry<Source, List<TestCase>> each : cases.entrySet()) {
      Map<String, List<TestCase>> groups = new LinkedHashMap<>();
      each.getValue()
          .forEach(
              test -> groups.computeIfAbsent(test.group(), group -> new ArrayList<>()).add(test));
      for (Map.Entry<String, List<TestCase>> group : groups.entrySet()) {
        suite(each.getKey(), report.sources().size() > 1, group.getKey(), group.getValue());
      }
    }
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private static List<TestCase> cases(Source source) {
    List<TestCase> cases = new ArrayList<>();
    source.run().cells().forEach(cell -> cases.add(of(cell, source)));
    source.run().twins().forEach(twin -> cases.add(of(twin, source)));
    source.run().throughput().forEach(speed -> cases.add(of(speed)));
    cases.add(checks(source));
    return cases;
  }

  private static TestCase of(CellResult cell, Source source) {
    return new TestCase(
        cell.key().experiment(),
        "%s %s".formatted(cell.key().backend(), cell.key().device()),
        seconds(cell),
        verdict(Objection.to(cell, source), cell.ending()));
  }

  private static TestCase of(TwinResult twin, Source source) {
    return new TestCase(
        twin.key().experiment(),
        "%s %s, twin %d".formatted(twin.key().backend(), twin.key().device(), twin.twin()),
        seconds(twin.result()),
        verdict(Objection.to(twin, source), twin.result().ending()));
  }

  private static double seconds(CellResult cell) {
    return cell.learning().epochs().stream()
        .mapToDouble(epoch -> epoch.trainSeconds() + epoch.evaluationSeconds())
        .sum();
  }

  private static Optional<Verdict> verdict(List<Objection> objections, Ending ending) {
    if (!objections.isEmpty()) {
      return Optional.of(
          new Verdict(
              Kind.FAILURE,
              objections.getFirst().kind(),
              Stream.concat(
                      objections.stream().map(Objection::sentence),
                      ending.outcome().failed() ? Stream.of(ending.sentence()) : Stream.empty())
                  .collect(joining("; "))));
    }
    return switch (ending.outcome()) {
      case REACHED, NOT_REACHED, DIVERGED -> Optional.empty();
      case UNSUPPORTED -> verdict(Kind.SKIPPED, ending);
      case UNAVAILABLE -> verdict(Kind.ERROR, ending);
      case CRASHED, TIMED_OUT -> verdict(Kind.FAILURE, ending);
    };
  }

  private static Optional<Verdict> verdict(Kind kind, Ending ending) {
    String type = ending.outcome().id();
    return Optional.of(new Verdict(kind, type, ending.reason().orElse(type)));
  }

  private static TestCase of(ThroughputResult speed) {
    return new TestCase(
        "throughput of %s, batch %d".formatted(speed.key().model(), speed.key().batch()),
        "%s %s".formatted(speed.key().backend(), speed.key().device()),
        seconds(speed),
        verdict(speed.outcome(), speed.reason()));
  }

  private static double seconds(ThroughputResult speed) {
    return speed.rounds().stream()
        .flatMap(fork -> fork.samples().stream())
        .flatMap(samples -> Stream.concat(samples.train().stream(), samples.predict().stream()))
        .mapToDouble(Iteration::seconds)
        .sum();
  }

  private static Optional<Verdict> verdict(SpeedOutcome outcome, Optional<String> reason) {
    Verdict verdict =
        new Verdict(
            switch (outcome) {
              case MEASURED, PENDING, UNSUPPORTED -> Kind.SKIPPED;
              case UNAVAILABLE -> Kind.ERROR;
              case CRASHED, TIMED_OUT -> Kind.FAILURE;
            },
            outcome.id(),
            reason.orElse(outcome.id()));
    return outcome == SpeedOutcome.MEASURED ? Optional.empty() : Optional.of(verdict);
  }

  private static TestCase checks(Source source) {
    List<String> unchecked = source.judgement().unchecked();
    return new TestCase(
        "checks",
        "everything that Rote promises was checked",
        0,
        unchecked.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Verdict(
                    Kind.ERROR, "not-checked", "not checked: " + String.join("; ", unchecked))));
  }

  private void suite(Source source, boolean several, String group, List<TestCase> cases)
      throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute("name", several ? source.label() + ": " + group : group);
    attribute(
        "timestamp",
        TIMESTAMP.format(
            source.run().started().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS)));
    counts(cases);
    line();
    for (TestCase each : cases) {
      testCase(each);
    }
    xml.writeEndElement();
    line();
  }

  private void testCase(TestCase test) throws XMLStreamException {
    xml.writeStartElement("testcase");
    attribute("classname", test.group());
    attribute("name", test.name());
    attribute("time", seconds(test.seconds()));
    if (test.verdict().isPresent()) {
      Verdict verdict = test.verdict().get();
      line();
      xml.writeStartElement(verdict.kind().element);
      attribute("message", verdict.sentence());
      attribute("type", verdict.type());
      xml.writeCharacters(allowed(verdict.sentence()));
      xml.writeEndElement();
      line();
    }
    xml.writeEndElement();
    line();
  }

  private void counts(List<TestCase> cases) throws XMLStreamException {
    attribute("tests", String.valueOf(cases.size()));
    attribute("failures", count(cases, Kind.FAILURE));
    attribute("errors", count(cases, Kind.ERROR));
    attribute("skipped", count(cases, Kind.SKIPPED));
    attribute("time", seconds(cases.stream().mapToDouble(TestCase::seconds).sum()));
  }

  private static String count(List<TestCase> cases, Kind kind) {
    return String.valueOf(
        cases.stream()
            .flatMap(test -> test.verdict().stream())
            .filter(verdict -> verdict.kind() == kind)
            .count());
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.3f", seconds);
  }

  /** A reader makes one space of what breaks a line in an attribute, and the text keeps it. */
  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, allowed(value).replaceAll("\\R", " "));
  }

  private void line() throws XMLStreamException {
    xml.writeCharacters("\n");
  }

  /** XML 1.0 has no way to write the other characters, not even as a reference. */
  private static String allowed(String text) {
    return text.codePoints()
        .map(c -> isAllowed(c) ? c : 0xFFFD)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static boolean isAllowed(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || (c >= 0x20 && c <= 0xD7FF)
        || (c >= 0xE000 && c <= 0xFFFD)
        || c >= 0x10000;
  }
}
