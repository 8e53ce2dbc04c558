package dev.rote.runner.folder;

import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.runner.plan.PlannedUnit;
import dev.rote.runner.result.UnitResult;
import dev.rote.runner.result.json.AtomicFile;
import dev.rote.runner.result.json.FileTrouble;
import dev.rote.runner.result.json.ResultJson;
import dev.rote.runner.result.json.RunFile;
import dev.rote.runner.result.json.WriteProbe;
import dev.rote.runner.result.provenance.MachineState;
import dev.rote.runner.result.provenance.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * The folder of a run, which is the truth about it:
 *
 * <pre>
 * plan.json            what is to be done, written first and never changed
 * units/*.json         one file for each unit that is done, written once
 * sessions/n.json      each process of the command line that worked on it; n-end.json when it ended
 * logs/*.log           what worker processes printed
 * lock                 who works on it now
 * run.json             a view of all that
 * report.html          the same for people
 * </pre>
 *
 * <p>What is missing is the plan less the units; that work is in progress is stored nowhere. One
 * process at a time may work on it.
 */
public final class RunFolder implements AutoCloseable {
  static final String PLAN = "plan.json";
  static final String VIEW = "run.json";
  private static final String PAGE = "report.html";
  static final String UNITS = "units";
  private static final String SESSIONS = "sessions";
  private static final String LOGS = "logs";
  private static final String END = "-end.json";
  private static final String CHANGED = "-changed.json";

  private final Path path;
  private final PlanFile plan;
  private final FolderLock lock;
  private final int session;

  private RunFolder(Path path, PlanFile plan, FolderLock lock) {
    this.path = path;
    this.plan = plan.withoutUnits();
    this.lock = lock;
    session = sessionFiles().size();
  }

  /**
   * Begins a run.
   *
   * @param path a new or empty folder
   * @throws FolderException if it holds a run, or cannot be written
   */
  public static RunFolder create(Path path, PlanFile plan) {
    try {
      requireNew(path);
      Files.createDirectories(path);
      FolderLock lock = FolderLock.take(path);
      try {
        // Another process may have begun and ended one since.
        requireNew(path);
        AtomicFile.create(path.resolve(PLAN), ResultJson.content(ResultJson.indented(), plan));
        return new RunFolder(path, plan, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw FolderException.machine(
          "%s cannot be written: %s".formatted(path, FileTrouble.of(e, path)), e);
    }
  }

  /**
   * Checks that a run can begin in a folder, before anything is done for it.
   *
   * @throws FolderException if it holds a run or what a run would write over, or cannot be written
   */
  public static void require(Path path) {
    requireNew(path);
    try {
      WriteProbe.folder(path);
    } catch (IOException e) {
      String sentence = "%s cannot hold the results: %s".formatted(path, FileTrouble.of(e, path));
      throw FileTrouble.liesInName(e)
          ? FolderException.user(sentence, e)
          : FolderException.machine(sentence, e);
    }
  }

  private static void requireNew(Path path) {
    // The second is all there is of a run of an older Rote.
    if (exists(path, PLAN) || exists(path, VIEW)) {
      throw FolderException.user(
          "%s already holds the results of a run: go on with it by --resume %s, or choose another folder"
              .formatted(path, path));
    }
    Stream.of(UNITS, SESSIONS, PAGE)
        .filter(name -> exists(path, name))
        .findFirst()
        .ifPresent(name -> {
          throw FolderException.user(
              "%s has no %s, but %s, which a run would mix with its own: choose another folder"
                  .formatted(path, PLAN, name));
        });
    FolderLock.requireOwn(path);
  }

  private static boolean exists(Path path, String name) {
    return Files.exists(path.resolve(name), LinkOption.NOFOLLOW_LINKS);
  }

  /** Returns whether it is a file or folder that a run keeps in its folder for itself. */
  public static boolean keeps(Path folder, Path file) {
    Path inside = folder.toAbsolutePath().normalize().relativize(file.toAbsolutePath().normalize());
    return Set.of(PLAN, UNITS, SESSIONS, LOGS, PAGE, FolderLock.FILE)
        .contains(inside.getName(0).toString());
  }

  /**
   * Reads the plan of a run.
   *
   * @throws FolderException if there is none, or it cannot be used
   */
  public static PlanFile plan(Path path) {
    Path file = path.resolve(PLAN);
    if (!Files.exists(file)) {
      throw FolderException.user(
          Files.exists(path.resolve(VIEW))
              ? path
                  + " holds the results of a run without a plan.json, as an older Rote wrote them: they can be read, but not resumed"
              : path + " holds no run: there is no " + PLAN + " in it");
    }
    try {
      PlanFile plan = ResultJson.compact().readValue(Files.readAllBytes(file), PlanFile.class);
      if (!plan.schema().equals(PlanFile.SCHEMA)) {
        throw FolderException.user(
            "%s has the form %s, this Rote reads %s: resume it with the Rote that began it"
                .formatted(file, plan.schema(), PlanFile.SCHEMA));
      }
      return plan;
    } catch (IOException e) {
      throw FolderException.machine(
          "%s cannot be read: %s".formatted(file, FileTrouble.reason(e)), e);
    } catch (JacksonException e) {
      throw FolderException.user("%s is damaged: %s".formatted(file, e.getOriginalMessage()), e);
    }
  }

  /**
   * Opens a run to go on with it.
   *
   * @throws FolderException if there is none, or another process works on it
   */
  public static RunFolder open(Path path) {
    PlanFile plan = plan(path);
    return new RunFolder(path, plan, FolderLock.take(path));
  }

  /** Returns where it is. */
  public Path path() {
    return path;
  }

  /** Returns the plan, without its units. */
  public PlanFile plan() {
    return plan;
  }

  /** Returns the view of the run. */
  public RunFile runFile() {
    return new RunFile(path.resolve(VIEW));
  }

  /** Returns the page of the run for people. */
  public Path page() {
    return page(path);
  }

  /** Returns the page of the run in a folder. */
  public static Path page(Path folder) {
    return folder.resolve(PAGE);
  }

  /**
   * Returns where the processes of a unit log. What an interrupted attempt left is kept under
   * another name, so that the evidence of two attempts never mixes.
   */
  public Path log(PlannedUnit unit) {
    Path log = path.resolve(LOGS).resolve(unit.fileStem() + ".log");
    if (Files.exists(log)) {
      int attempt = 1;
      Path kept = kept(log, attempt);
      while (Files.exists(kept)) {
        kept = kept(log, ++attempt);
      }
      try {
        Files.move(log, kept);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot rename " + log + ": " + FileTrouble.reason(e), e);
      }
    }
    return log;
  }

  private static Path kept(Path log, int attempt) {
    return log.resolveSibling(log.getFileName() + "." + attempt);
  }

  /** Records that this process begins to work on the run. */
  public void beginSession(
      List<String> command,
      MachineState machine,
      SortedMap<String, String> environment,
      List<String> problems) {
    create(
        sessionFile(session, ".json"),
        new Session(command, machine, Optional.empty(), environment, problems, List.of()));
  }

  /**
   * Records that this process ends its work on the run.
   *
   * @param changed what of the inputs is not as it was when it began
   */
  public void endSession(MachineState machine, List<String> changed) {
    if (!changed.isEmpty()) {
      create(sessionFile(session, CHANGED), changed);
    }
    create(sessionFile(session, END), machine);
  }

  /** Returns every session so far, this one included once it has begun. */
  public List<Session> sessions() {
    List<Session> sessions = new ArrayList<>();
    for (Path file : sessionFiles()) {
      Session began = read(file, Session.class);
      Path end = sessionFile(sessions.size(), END);
      Optional<MachineState> after =
          Files.exists(end) ? Optional.of(read(end, MachineState.class)) : Optional.empty();
      Path changes = sessionFile(sessions.size(), CHANGED);
      List<String> changed =
          Files.exists(changes) ? List.of(read(changes, String[].class)) : List.of();
      sessions.add(
          new Session(
              began.command(),
              began.before(),
              after,
              began.environment(),
              began.problems(),
              changed));
    }
    return sessions;
  }

  private List<Path> sessionFiles() {
    List<Path> files = new ArrayList<>();
    for (Path file = sessionFile(0, ".json");
        Files.exists(file);
        file = sessionFile(files.size(), ".json")) {
      files.add(file);
    }
    return files;
  }

  private Path sessionFile(int number, String suffix) {
    return path.resolve(SESSIONS).resolve(number + suffix);
  }

  /**
   * Records what came of a unit. After this has returned, nothing loses it.
   *
   * @param seconds how long it took
   */
  public void record(PlannedUnit unit, UnitResult result, double seconds) {
    UnitFile content =
        new UnitFile(
            UnitFile.SCHEMA,
            unit.unit().kind(),
            unit.unit().label(),
            unit.hash(),
            session,
            Instant.now(),
            seconds,
            ResultJson.compact().valueToTree(result));
    try {
      create(unitFile(unit), content);
    } catch (FolderException e) {
      throw FolderException.machine(e.getMessage() + rescued(unitFile(unit), content), e);
    }
  }

  /** Keeps what may have taken hours to measure where there is still room for it. */
  private static String rescued(Path file, UnitFile content) {
    try {
      Path folder = TemporaryFolder.createFolder("rote-rescued");
      Path rescued = folder.resolve(file.getFileName());
      try {
        AtomicFile.create(rescued, ResultJson.content(ResultJson.compact(), content));
      } catch (IOException e) {
        Files.deleteIfExists(folder);
        throw e;
      }
      return "; what this unit gave is kept: move %s to %s, and go on with --resume"
          .formatted(rescued, file);
    } catch (IOException e) {
      return "; nor could what this unit gave be kept in the temporary folder: "
          + FileTrouble.of(e);
    }
  }

  /**
   * Returns what came of a unit, or empty if it is not done.
   *
   * @throws FolderException if its file is damaged
   */
  public Optional<UnitResult> result(PlannedUnit unit) {
    Path file = unitFile(unit);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    UnitFile read = read(file, UnitFile.class);
    if (!read.hash().equals(unit.hash())) {
      throw FolderException.user(
          "%s is of another plan: its hash is %s, the plan's is %s; delete it to run it again"
              .formatted(file, read.hash(), unit.hash()));
    }
    try {
      return Optional.of(
          ResultJson.compact().treeToValue(read.result(), UnitFile.type(unit.unit())));
    } catch (JacksonException e) {
      throw damaged(file, e);
    }
  }

  private Path unitFile(PlannedUnit unit) {
    return path.resolve(UNITS).resolve(unit.fileStem() + ".json");
  }

  private static <T> T read(Path file, Class<T> type) {
    try {
      return ResultJson.compact().readValue(Files.readAllBytes(file), type);
    } catch (IOException e) {
      throw FolderException.machine(
          "%s cannot be read: %s".formatted(file, FileTrouble.reason(e)), e);
    } catch (JacksonException e) {
      throw damaged(file, e);
    }
  }

  private static FolderException damaged(Path file, JacksonException cause) {
    return FolderException.user(
        "%s is damaged (%s): delete it, and --resume runs it again"
            .formatted(file, cause.getOriginalMessage()),
        cause);
  }

  private static void create(Path file, Object content) {
    try {
      AtomicFile.create(file, ResultJson.content(ResultJson.compact(), content));
    } catch (IOException e) {
      if (e instanceof FileAlreadyExistsException && Files.exists(file)) {
        throw FolderException.machine(
            file
                + " is there already, but is written once: another process has written to this folder",
            e);
      }
      throw FolderException.machine(
          "%s cannot be written: %s".formatted(file, FileTrouble.reason(e)), e);
    }
  }

  /** Lets other processes work on it. */
  @Override
  public void close() {
    lock.close();
  }
}
