package dev.rote.runner.report.html;

import dev.rote.runner.report.view.Report;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Chromium without a window, in which reports are opened. */
final class Browser implements AutoCloseable {
  /** Selenium warns that it does not know so new a Chromium; what is used here is in every one. */
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  static {
    SELENIUM.setLevel(Level.SEVERE);
  }

  private final ChromeDriver driver;
  private final Path folder;

  private Browser(ChromeDriver driver, Path folder) {
    this.driver = driver;
    this.folder = folder;
  }

  /** Starts it, if Chromium and its driver are on the PATH: nothing is ever downloaded. */
  static Optional<Browser> start() throws IOException {
    Optional<File> chromium = program("chromium");
    Optional<File> chromedriver = program("chromedriver");
    if (chromium.isEmpty() || chromedriver.isEmpty()) {
      return Optional.empty();
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get());
    // Root has no sandbox, and containers' tests are root.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.get()).build();
    return Optional.of(
        new Browser(new ChromeDriver(service, options), Files.createTempDirectory("rote-pages")));
  }

  private static Optional<File> program(String... names) {
    return Arrays.stream(names)
        .flatMap(name ->
            Stream.of(
                    Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  /** Returns what steers it. */
  ChromeDriver driver() {
    return driver;
  }

  /** Shows a report as a reader with a wide, light screen sees it first. */
  void open(Report report) throws IOException {
    screen(1280, "light");
    show(write(report));
  }

  /** Writes a report to a file of its own. */
  Path write(Report report) throws IOException {
    Path file = Files.createTempFile(folder, "report", ".html");
    try (Writer out = Files.newBufferedWriter(file)) {
      HtmlReport.write(report, out);
    }
    return file;
  }

  /** Opens a page anew; what was logged before is forgotten. */
  void show(Path page) {
    driver.get("about:blank");
    console();
    driver.manage().logs().get(LogType.PERFORMANCE);
    driver.get(page.toUri().toString());
    awaitDrawn();
  }

  /**
   * Waits until everything is drawn, and stays so for two frames: what is emulated may reach a page
   * after it was loaded, which then draws itself anew.
   */
  void awaitDrawn() {
    String drawn = "document.documentElement.dataset.drawn";
    do {
      await(drawn);
      driver.executeAsyncScript(
          "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    } while (!this.<Boolean>value("Boolean(" + drawn + ")"));
  }

  /** Waits until an expression is true, looking at every frame. */
  void await(String expression) {
    driver.executeAsyncScript(
        """
        const done = arguments[0];
        const look = () => (%s) ? done() : requestAnimationFrame(look);
        look();
        """
            .formatted(expression));
  }

  /**
   * Sets what the page is shown on.
   *
   * @param width in CSS pixels
   * @param scheme which colours its reader prefers, {@code light} or {@code dark}
   */
  void screen(int width, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    media("", scheme);
  }

  /** Shows the page as paper, {@code print}, or as a screen, the empty text. */
  void media(String type, String scheme) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            type,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** Returns warnings and errors since the page was opened. */
  List<String> console() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** Returns what the network was asked for since the page was opened. */
  List<String> requests() {
    return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> message.contains("\"Network.requestWillBeSent\""))
        .map(
            message -> message.replaceFirst("(?s).*\"request\":\\{.*?\"url\":\"([^\"]*)\".*", "$1"))
        .toList();
  }

  /** Returns the one element. */
  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  /** Returns all elements, in the order of the page. */
  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  /** Returns the texts of all elements, as a reader sees them. */
  List<String> texts(String selector) {
    return all(selector).stream().map(WebElement::getText).toList();
  }

  /** Returns what a script gives for each element that the selector names. */
  @SuppressWarnings("unchecked")
  List<String> each(String selector, String expression) {
    return (List<String>)
        driver.executeScript(
            "return [...document.querySelectorAll(arguments[0])].map(e => String(%s))"
                .formatted(expression),
            selector);
  }

  /** Returns the value of an expression. */
  @SuppressWarnings("unchecked")
  <T> T value(String expression) {
    return (T) driver.executeScript("return " + expression);
  }

  /** Waits until the next frame is drawn. */
  void frame() {
    driver.executeAsyncScript(
        "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))");
  }

  /** Waits until another page has taken the place of that in which the variable is true. */
  void awaitNewPage(String variable) {
    for (int looks = 0; looks < 100; looks++) {
      try {
        await("!window.%s && document.documentElement.dataset.drawn".formatted(variable));
        return;
      } catch (JavascriptException e) {
        // The page it looked at was just taken away.
      }
    }
    throw new IllegalStateException("no other page came");
  }

  /** Returns what stands beside the mouse when it is over a part of a chart. */
  String tip(String figure, String part) {
    WebElement drawn = one(figure + " " + part);
    driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", drawn);
    new Actions(driver).moveToElement(drawn).perform();
    await(
        "[...document.querySelectorAll('%s .plot > div:not(:has(svg))')].some(e => e.innerText && getComputedStyle(e).visibility === 'visible')"
            .formatted(figure));
    return texts(figure + " .plot > div:not(:has(svg))").stream()
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElseThrow();
  }

  /** Chooses what a select offers, by its text. */
  void choose(String selector, String text) {
    one(selector).findElements(By.tagName("option")).stream()
        .filter(option -> option.getText().equals(text))
        .findFirst()
        .orElseThrow()
        .click();
  }

  @Override
  public void close() throws IOException {
    driver.quit();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
