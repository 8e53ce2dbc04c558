package dev.rote.runner.nightly;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plan.Target;
import java.time.Instant;
import java.util.Optional;

/**
 * A backend on a device in two builds.
 *
 * @param head the build that is judged
 * @param kept the build that it is compared with
 * @param against the night that the kept build is of; empty if it is of none
 */
record Pair(Target head, Target kept, Optional<Instant> against) {
  /** What the place of a kept build is called. */
  static final String KEPT = "kept";

  Pair {
    requireNonNull(head, "head is null");
    requireNonNull(kept, "kept is null");
    requireNonNull(against, "against is null");
  }

  /** Returns whether it is of that backend, as its own id says, on that device. */
  boolean isOf(String backend, Device device) {
    return head.plugin().ownId().equals(backend) && head.device().equals(device);
  }
}
