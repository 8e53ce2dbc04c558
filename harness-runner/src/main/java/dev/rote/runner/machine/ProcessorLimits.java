package dev.rote.runner.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What Linux allows a process of the processors: which of them (affinity, cpusets), and how much of
 * their time (the quota of a control group). Neither shows in a processor's model.
 */
final class ProcessorLimits {
  private static final Pattern ALLOWED = Pattern.compile("(?m)^Cpus_allowed_list:\\s*(\\S+)$");

  /** A line of {@code /proc/self/cgroup}: number, controllers of the first version, path. */
  private static final Pattern GROUP = Pattern.compile("(?m)^\\d+:([^:]*):/?(.*)$");

  private final Path root;

  /**
   * @param root of the file system
   */
  ProcessorLimits(Path root) {
    this.root = root;
  }

  /** Returns the processors by their numbers, such as {@code 0-3,8}. */
  Optional<String> allowed() {
    return read(root.resolve("proc/self/status"))
        .map(ALLOWED::matcher)
        .filter(Matcher::find)
        .map(matcher -> matcher.group(1));
  }

  /** Returns how many processors' time may be used, such as 1.5; empty without a limit. */
  OptionalDouble quota() {
    return read(root.resolve("proc/self/cgroup")).stream()
        .flatMap(groups -> GROUP.matcher(groups).results())
        .flatMap(group -> quotas(group.group(1), group.group(2)))
        .mapToDouble(Double::doubleValue)
        .min();
  }

  /** Returns those of a group and of those that it is in: each of them holds. */
  private Stream<Double> quotas(String controllers, String path) {
    Path top = root.resolve("sys/fs/cgroup").resolve(controllers);
    boolean first = Arrays.asList(controllers.split(",")).contains("cpu");
    if (!controllers.isEmpty() && !first) {
      return Stream.empty();
    }
    // Within a container the path may be that of the host, and the group is the topmost one.
    return Stream.iterate(
            top.resolve(path).normalize(),
            folder -> folder != null && folder.startsWith(top),
            Path::getParent)
        .flatMap(folder ->
            (first ? quotaOfFirstVersion(folder) : quotaOfSecondVersion(folder)).stream());
  }

  private static Optional<Double> quotaOfSecondVersion(Path group) {
    return read(group.resolve("cpu.max"))
        .map(text -> text.strip().split(" "))
        .filter(parts -> parts.length == 2 && !parts[0].equals("max"))
        .map(parts -> Double.parseDouble(parts[0]) / Double.parseDouble(parts[1]));
  }

  private static Optional<Double> quotaOfFirstVersion(Path group) {
    Optional<Double> quota = number(group.resolve("cpu.cfs_quota_us")).filter(time -> time > 0);
    Optional<Double> period = number(group.resolve("cpu.cfs_period_us")).filter(time -> time > 0);
    return quota.flatMap(time -> period.map(each -> time / each));
  }

  private static Optional<Double> number(Path file) {
    return read(file).map(String::strip).map(Double::parseDouble);
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
