package dev.rote.runner.report.html;

import dev.rote.runner.report.view.Report;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a page costs: those of an ordinary run, of a run whose cells ended in every way, and of 200
 * cells with 100 epochs each. Prints its size, how long it takes to write in a warm JVM, and in
 * Chromium from asking for it until its script is through, and from a choice in a filter until the
 * next frame is painted: the median and the range of all rounds, of which the argument is the
 * number. In the root of the project:
 *
 * <pre>{@code
 * mvn -q test-compile dependency:build-classpath -pl harness-runner -am \
 *     -Dmdep.outputFile=/tmp/classpath
 * java -cp "harness-runner/target/test-classes:harness-runner/target/classes:$(cat /tmp/classpath)" \
 *     dev.rote.runner.report.html.ReportCost 9
 * }</pre>
 */
final class ReportCost {
  private ReportCost() {}

  public static void main(String[] arguments) throws IOException {
    int rounds = Integer.parseInt(arguments[0]);
    Map<String, Report> reports =
        new TreeMap<>(
            Map.of(
                "ordinary", Runs.ordinary(), "troubled", Runs.troubled(), "large", Runs.large()));
    try (Browser browser =
        Browser.start()
            .orElseThrow(() ->
                new IllegalStateException("there are no chromium and chromedriver on the PATH"))) {
      browser.screen(1280, "light");
      for (Map.Entry<String, Report> report : reports.entrySet()) {
        measure(report.getKey(), report.getValue(), browser, rounds);
      }
    }
  }

  private static void measure(String name, Report report, Browser browser, int rounds)
      throws IOException {
    List<Double> writing = new ArrayList<>();
    List<Double> opening = new ArrayList<>();
    List<Double> filtering = new ArrayList<>();
    int size = 0;
    Path page = browser.write(report);
    for (int round = 0; round < rounds; round++) {
      long start = System.nanoTime();
      StringWriter out = new StringWriter();
      HtmlReport.write(report, out);
      writing.add((System.nanoTime() - start) / 1e6);
      size = out.toString().getBytes(StandardCharsets.UTF_8).length;
      browser.show(page);
      opening.add(
          browser.<Number>value("Number(document.documentElement.dataset.ready)").doubleValue());
      filtering.add(filter(browser));
    }
    System.out.printf(
        "%s: %.2f MB; written in %s ms, opened in %s ms, filtered in %s ms%n",
        name, size / 1e6, range(writing), range(opening), range(filtering));
  }

  /** Chooses the last backend, and all again. */
  private static double filter(Browser browser) {
    Number millis =
        (Number)
            browser
                .driver()
                .executeAsyncScript(
                    """
                    const done = arguments[0];
                    const select = document.querySelector('[data-filter=backend]');
                    const choose = value => new Promise(through => {
                      const start = performance.now();
                      select.value = value;
                      select.dispatchEvent(new Event('change', {bubbles: true}));
                      requestAnimationFrame(() => {
                        // A message comes after what the frame has to lay out and paint.
                        const channel = new MessageChannel();
                        channel.port1.onmessage = () => through(performance.now() - start);
                        channel.port2.postMessage(null);
                      });
                    });
                    choose(select.options[select.options.length - 1].value)
                      .then(one => choose('').then(all => done(Math.max(one, all))));
                    """);
    return millis.doubleValue();
  }

  private static String range(List<Double> values) {
    Collections.sort(values);
    return "%.0f (%.0f-%.0f)"
        .formatted(values.get(values.size() / 2), values.getFirst(), values.getLast());
  }
}
