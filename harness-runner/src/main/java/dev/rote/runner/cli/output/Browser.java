package dev.rote.runner.cli.output;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Shows a page where there is somebody to look at it. */
public final class Browser {
  private final String os;
  private final Map<String, String> environment;

  /**
   * @param os the system property {@code os.name}
   * @param environment of this process
   */
  public Browser(String os, Map<String, String> environment) {
    this.os = os.toLowerCase(Locale.ROOT);
    this.environment = environment;
  }

  /** Returns the browser of this machine. */
  public static Browser ofThisMachine() {
    return new Browser(System.getProperty("os.name", ""), System.getenv());
  }

  /** Opens a report, or says why it cannot. */
  public void show(Path page, PrintWriter err) {
    open(page).ifPresent(why -> err.printf("rote: the report is not opened: %s%n", why));
  }

  /**
   * Opens a page, and does not wait for it to be closed.
   *
   * @return why it could not be opened, for the end of a sentence; empty if it was
   */
  public Optional<String> open(Path page) {
    Optional<List<String>> command = command(page);
    if (command.isEmpty()) {
      return Optional.of("there is no browser here (no BROWSER, and no desktop with xdg-open)");
    }
    try {
      new ProcessBuilder(command.get())
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "%s does not start: %s".formatted(command.get().getFirst(), e.getMessage()));
    }
  }

  /** Returns what opens a page, or empty where nothing does. */
  public Optional<List<String>> command(Path page) {
    String address = page.toAbsolutePath().normalize().toUri().toString();
    String browser = environment.getOrDefault("BROWSER", "");
    if (!browser.isBlank()) {
      return Optional.of(List.of(browser.split(":")[0], address));
    }
    if (os.contains("mac")) {
      return Optional.of(List.of("open", address));
    }
    if (os.contains("windows")) {
      return Optional.of(List.of("rundll32", "url.dll,FileProtocolHandler", address));
    }
    boolean desktop =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    return desktop && isOnPath("xdg-open")
        ? Optional.of(List.of("xdg-open", address))
        : Optional.empty();
  }

  private boolean isOnPath(String name) {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
      if (!folder.isEmpty() && Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }
}
