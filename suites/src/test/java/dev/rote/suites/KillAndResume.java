package dev.rote.suites;

import static dev.rote.suites.Rote.elements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Kills the command line with SIGKILL at moments spread over a run, resumes each, and prints a row:
 * how many units were recorded, whether one of them was lost, how many were run afterwards, whether
 * one was run twice, how many processes were left, and whether the results are those of a run that
 * nothing happened to. After {@code mvn -DskipTests package}, in the folder {@code suites}:
 *
 * <pre>{@code
 * java -Drote.home=../target/rote -cp "target/test-classes:../target/rote/lib/*:ASSERTJ:JUNIT" \
 *     dev.rote.suites.KillAndResume 20 quickstart.yaml --backend djl-pytorch,onnxruntime --device cpu
 * }</pre>
 */
final class KillAndResume {
  private static final long PATIENCE_SECONDS = 20;
  private static final List<String> DETERMINISTIC =
      List.of("experiment", "backend", "device", "outcome", "epochsToZero", "trace", "hashes");

  private final Path scratch;
  private final List<String> suite;

  /**
   * What came of one moment.
   *
   * @param seconds after the start
   * @param recorded units that were recorded then
   * @param lost of those, units that were changed or gone after the resumption
   * @param runAfter units that the resumption ran
   * @param missing units that were missing
   * @param processes that were left after the kill
   * @param same whether the results are those of the undisturbed run
   */
  record Row(
      double seconds,
      int recorded,
      int lost,
      int runAfter,
      int missing,
      int processes,
      boolean same) {
    /** Returns whether nothing was lost, run twice or left. */
    boolean sound() {
      return lost == 0 && runAfter == missing && processes == 0 && same;
    }
  }

  KillAndResume(Path scratch, List<String> suite) {
    this.scratch = scratch;
    this.suite = List.copyOf(suite);
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    KillAndResume experiment =
        new KillAndResume(
            Files.createTempDirectory("rote-kill"),
            List.of(arguments).subList(1, arguments.length));
    int moments = Integer.parseInt(arguments[0]);
    System.out.println("| killed after s | recorded | lost | missing | run after | left | same |");
    System.out.println("|---|---|---|---|---|---|---|");
    List<Row> rows = experiment.rows(moments, KillAndResume::print);
    System.out.printf(
        "%d of %d moments sound%n", rows.stream().filter(Row::sound).count(), rows.size());
  }

  private static void print(Row row) {
    System.out.printf(
        "| %.1f | %d | %d | %d | %d | %d | %s |%n",
        row.seconds(),
        row.recorded(),
        row.lost(),
        row.missing(),
        row.runAfter(),
        row.processes(),
        row.same() ? "yes" : "NO");
  }

  /** Kills and resumes at so many moments, and tells of each as it is known. */
  List<Row> rows(int moments, Consumer<Row> listener) throws IOException, InterruptedException {
    Path whole = scratch.resolve("whole");
    long start = System.nanoTime();
    Rote.Answer answer = Rote.run(scratch, command(whole));
    double seconds = (System.nanoTime() - start) / 1e9;
    if (answer.exitCode() != 0) {
      throw new IllegalStateException(answer.toString());
    }
    JsonNode expected = Rote.read(whole.resolve("run.json"));
    int units = units(whole).size();
    List<Row> rows = new ArrayList<>();
    for (int moment = 1; moment <= moments; moment++) {
      Row row = row(seconds * moment / (moments + 1), expected, units);
      listener.accept(row);
      rows.add(row);
    }
    return rows;
  }

  private String[] command(Path out) {
    List<String> all = new ArrayList<>(List.of("run"));
    all.addAll(suite);
    all.addAll(List.of("--out", out.toString()));
    return all.toArray(String[]::new);
  }

  private Row row(double seconds, JsonNode expected, int units)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(scratch, "run");
    Process process = Rote.start(scratch, command(folder));
    process.waitFor((long) (1000 * seconds), TimeUnit.MILLISECONDS);
    List<ProcessHandle> workers = process.descendants().toList();
    process.destroyForcibly().waitFor();
    int left = left(workers);
    Map<String, String> before = units(folder);
    // Killed before it had planned anything: then there is nothing to resume, and it begins anew.
    boolean planned = Files.exists(folder.resolve("plan.json"));
    Rote.Answer resumed =
        planned
            ? Rote.run(scratch, "run", "--resume", folder.toString())
            : Rote.run(scratch, command(folder));
    if (resumed.exitCode() != 0) {
      throw new IllegalStateException(resumed.toString());
    }
    Map<String, String> after = units(folder);
    int lost =
        (int)
            before.entrySet().stream()
                .filter(unit -> !unit.getValue().equals(after.get(unit.getKey())))
                .count();
    int run = (int) resumed.err().lines().filter(line -> line.startsWith("[")).count();
    boolean same = after.size() == units && same(Rote.read(folder.resolve("run.json")), expected);
    return new Row(seconds, before.size(), lost, run, units - before.size(), left, same);
  }

  private static int left(List<ProcessHandle> workers) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (workers.stream().anyMatch(ProcessHandle::isAlive) && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    return (int) workers.stream().filter(ProcessHandle::isAlive).count();
  }

  /** Returns the files of the units with their contents. */
  private static Map<String, String> units(Path folder) throws IOException {
    Map<String, String> units = new LinkedHashMap<>();
    if (Files.isDirectory(folder.resolve("units"))) {
      try (Stream<Path> files = Files.list(folder.resolve("units"))) {
        for (Path file : files.filter(each -> each.toString().endsWith(".json")).toList()) {
          units.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return units;
  }

  private static boolean same(JsonNode run, JsonNode expected) {
    List<JsonNode> cells = elements(run.get("cells")).toList();
    List<JsonNode> expectedCells = elements(expected.get("cells")).toList();
    if (cells.size() != expectedCells.size()
        || run.get("throughput").size() != expected.get("throughput").size()
        || run.get("missing").asInt() != 0
        || run.get("finished").isNull()) {
      return false;
    }
    for (int i = 0; i < cells.size(); i++) {
      for (String field : DETERMINISTIC) {
        if (!cells.get(i).get(field).equals(expectedCells.get(i).get(field))) {
          return false;
        }
      }
    }
    return true;
  }
}
