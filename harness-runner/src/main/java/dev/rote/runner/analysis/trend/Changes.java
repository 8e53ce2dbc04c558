package dev.rote.runner.analysis.trend;

import dev.rote.runner.history.BackendBuild;
import dev.rote.runner.history.Fingerprint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Says what differs between what two nights were measured on and with. */
final class Changes {
  private static final String UNKNOWN = "unknown";
  private final List<String> changes = new ArrayList<>();

  private Changes() {}

  static String of(Fingerprint before, Fingerprint after) {
    Changes all = new Changes();
    all.add("processor", text(before.processor()), text(after.processor()));
    all.add("processors", before.cores(), after.cores());
    all.add("processors' time", text(before.processorQuota()), text(after.processorQuota()));
    all.add("GiB of memory", text(before.memoryGibibytes()), text(after.memoryGibibytes()));
    all.add("system", before.system(), after.system());
    all.add("JDK", before.jdk(), after.jdk());
    all.add("threads", before.threads(), after.threads());
    return String.join("; ", all.changes);
  }

  static String of(BackendBuild before, BackendBuild after) {
    Changes all = new Changes();
    all.add("plugin", text(before.plugin()), text(after.plugin()));
    all.add("framework", text(before.framework()), text(after.framework()));
    if (all.changes.isEmpty()) {
      return "other jars of the same versions";
    }
    return String.join("; ", all.changes);
  }

  private void add(String name, Object before, Object after) {
    if (!Objects.equals(before, after)) {
      changes.add("%s %s, before %s".formatted(name, after, before));
    }
  }

  private static String text(Optional<String> value) {
    return value.orElse(UNKNOWN);
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "not limited";
  }

  private static String text(OptionalLong value) {
    return value.isPresent() ? String.valueOf(value.getAsLong()) : UNKNOWN;
  }
}
