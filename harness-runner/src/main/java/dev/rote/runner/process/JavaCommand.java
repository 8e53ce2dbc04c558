package dev.rote.runner.process;

import dev.rote.runner.environment.JavaOptions;
import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.environment.UserHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How every further process of Java is started: with the same JDK, the same home and temporary
 * folder, in Java's words and in the system's, and without the options that somebody has set for
 * all JVMs.
 */
public final class JavaCommand {
  private JavaCommand() {}

  /**
   * Returns the process, not started.
   *
   * @param arguments of the {@code java} command; they come last and win
   * @throws IOException if there is no folder that can serve as the home
   */
  public static ProcessBuilder of(List<String> arguments) throws IOException {
    return of(arguments, TemporaryFolder.path());
  }

  /** Returns the same with a temporary folder of its own. */
  static ProcessBuilder of(List<String> arguments, Path temporary) throws IOException {
    Path home = UserHome.forFrameworks();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.add("-Duser.home=" + home);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    JavaOptions.VARIABLES.forEach(environment::remove);
    environment.put("TMPDIR", temporary.toString());
    environment.put("HOME", home.toString());
    return builder;
  }
}
