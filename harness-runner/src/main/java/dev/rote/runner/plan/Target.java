package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.api.Device;
import dev.rote.runner.plugin.Plugin;

/**
 * A backend on a device, which every experiment of a run meets.
 *
 * @param plugin the backend
 * @param device where it runs
 * @param part what of a run it takes part in
 */
public record Target(Plugin plugin, Device device, Part part) {
  /**
   * What of a run a target takes part in.
   *
   * @param learning whether it trains to the end of every cell; its speed is measured anyway
   * @param burn of the time of its measured work, the share that is burned on top to no purpose: 0
   *     but where it is tested whether a slowdown is found; at least 0 and less than 1
   */
  public record Part(boolean learning, double burn) {
    /** All of it. */
    public static final Part ALL = new Part(true, 0);

    /** Its speed is measured, beside another build's. */
    public static final Part SPEED = new Part(false, 0);

    public Part {
      if (!(burn >= 0 && burn < 1)) {
        throw new IllegalArgumentException(
            "burn is %s, allowed is at least 0 and less than 1".formatted(burn));
      }
    }

    /** Returns that its speed is measured, and is lower by that share than it is. */
    public static Part slowed(double share) {
      return new Part(false, share);
    }
  }

  public Target {
    requireNonNull(plugin, "plugin is null");
    requireNonNull(device, "device is null");
    requireNonNull(part, "part is null");
  }

  /** Takes part in all of a run. */
  public Target(Plugin plugin, Device device) {
    this(plugin, device, Part.ALL);
  }

  /** Returns the same, which takes part in that much. */
  public Target in(Part other) {
    return new Target(plugin, device, other);
  }

  /** Returns the backend's id. */
  public String backend() {
    return plugin.id();
  }

  /** Returns {@code djl-pytorch onednn}. */
  @Override
  public String toString() {
    return backend() + " " + device;
  }
}
