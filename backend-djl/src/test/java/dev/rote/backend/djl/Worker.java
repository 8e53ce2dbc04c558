package dev.rote.backend.djl;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Launch;
import dev.rote.api.Model;
import dev.rote.api.Shape;
import dev.rote.testkit.scenario.Models;
import dev.rote.testkit.scenario.Scenario;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A short training run in a process of its own, launched as the backend asks, because oneDNN's
 * evidence is switched on by the environment and a class loader gets PyTorch but once a process.
 */
public final class Worker {
  private static final String LOSS = "loss ";

  private Worker() {}

  /**
   * What a process said.
   *
   * @param exitCode 0 if all went well
   * @param lines of standard output and error together
   */
  record Output(int exitCode, List<String> lines) {
    List<Double> losses() {
      return lines.stream()
          .filter(line -> line.startsWith(LOSS))
          .map(line -> Double.parseDouble(line.substring(LOSS.length())))
          .toList();
    }

    long oneDnnConvolutions() {
      return lines.stream()
          .filter(line -> line.startsWith("onednn_verbose"))
          .filter(line -> line.contains(",exec,") && line.contains(",convolution,"))
          .count();
    }

    List<String> otherLines() {
      return lines.stream()
          .filter(line -> !line.startsWith(LOSS) && !line.startsWith("onednn_verbose"))
          .toList();
    }
  }

  /**
   * Runs 20 steps.
   *
   * @param network {@code convolutional} or {@code perceptron}
   * @param loader {@code flat}, or {@code child} for a class loader that the thread does not know
   */
  static Output run(
      DeviceKind device, String network, String loader, Map<String, String> environment)
      throws IOException, InterruptedException {
    Launch launch = new DjlBackend().launch(Device.first(device), 1);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(launch.jvmOptions());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(Worker.class.getName(), loader, device.id(), network));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(launch.environment());
    builder.environment().putAll(environment);
    Process process = builder.start();
    List<String> lines = process.inputReader().lines().toList();
    return new Output(process.waitFor(), lines);
  }

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("child")) {
      inChildLoader(arguments[1], arguments[2]);
    } else {
      train(arguments[1], arguments[2]);
    }
  }

  private static void inChildLoader(String device, String network) throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    ClassLoader platform = ClassLoader.getPlatformClassLoader();
    Thread.currentThread().setContextClassLoader(platform);
    try (URLClassLoader child = new URLClassLoader(urls.toArray(URL[]::new), platform)) {
      child
          .loadClass(Worker.class.getName())
          .getDeclaredMethod("train", String.class, String.class)
          .invoke(null, device, network);
    }
    if (Thread.currentThread().getContextClassLoader() != platform) {
      throw new IllegalStateException("the context class loader has not been put back");
    }
  }

  public static void train(String device, String network) {
    Model model =
        network.equals("convolutional")
            ? Models.convolutional()
            : Models.perceptron(Shape.of(3, 9, 9), 32, 10);
    DeviceKind kind = DeviceKind.byId(device).orElseThrow();
    Scenario.ofEpochs(model, 8, 20 * 8, 20, 0.005f)
        .run(new DjlBackend(), Device.first(kind), 1)
        .trace()
        .forEach(loss -> System.out.println(LOSS + loss));
  }
}
