package dev.rote.runner.report.format;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** JUnit's XML, as continuous integrations read it. */
final class JunitDocument {
  private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ISO_LOCAL_DATE_TIME;

  private final XMLStreamWriter xml;

  private JunitDocument(XMLStreamWriter xml) {
    this.xml = xml;
  }

  /** How a test case ended, if it did not pass. */
  enum Kind {
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
  record Verdict(Kind kind, String type, String sentence) {}

  /**
   * A test case.
   *
   * @param group that it belongs to
   * @param name within its group
   * @param seconds that it took
   * @param verdict why it has not passed, or empty if it has
   */
  record TestCase(String group, String name, double seconds, Optional<Verdict> verdict) {}

  /** Test cases that belong together. */
  record Suite(String name, Instant started, List<TestCase> cases) {
    Suite {
      cases = List.copyOf(cases);
    }
  }

  /** Writes a document, and leaves the writer open. */
  static void write(List<Suite> suites, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
      new JunitDocument(xml).write(suites);
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private void write(List<Suite> suites) throws XMLStreamException {
    xml.writeStartDocument("1.0");
    line();
    xml.writeStartElement("testsuites");
    attribute("name", "rote");
    counts(suites.stream().flatMap(suite -> suite.cases().stream()).toList());
    line();
    for (Suite suite : suites) {
      write(suite);
    }
    xml.writeEndElement();
    line();
    xml.writeEndDocument();
  }

  private void write(Suite suite) throws XMLStreamException {
    xml.writeStartElement("testsuite");
    attribute("name", suite.name());
    attribute(
        "timestamp",
        TIMESTAMP.format(suite.started().atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS)));
    counts(suite.cases());
    line();
    for (TestCase each : suite.cases()) {
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
