package dev.rote.api;

import java.util.Set;

/**
 * A deep-learning framework behind the harness.
 *
 * <p>A backend is found through {@link java.util.ServiceLoader}: it has a public constructor
 * without arguments and is named in {@code META-INF/services/dev.rote.api.Backend} of its jar.
 * Loading the class, constructing it and every method but {@link #probe} and {@link #open} load no
 * native code: the command line calls them in its own process.
 */
public interface Backend {
  /**
   * The version of this interface. A backend returns it from {@link #apiVersion}; as a constant it
   * is copied into the backend's class file at compile time, which is how the harness can tell what
   * a jar was compiled against.
   */
  int API_VERSION = 1;

  /** Returns {@link #API_VERSION} and nothing else. */
  int apiVersion();

  /** Returns the backend's name, unique among the installed ones: {@code [a-z][a-z0-9-]*}. */
  String id();

  /** Returns the version of the plugin itself; the framework's is in {@link #probe}'s answer. */
  String version();

  /** Returns the kinds of device that this backend has code for, present or not. Never empty. */
  Set<DeviceKind> devices();

  /**
   * Returns whether this backend is a yardstick rather than something to compare: it runs as a cell
   * only when a user asks for it by name. Only the reference is one.
   */
  default boolean oracle() {
    return false;
  }

  /**
   * Returns the layers this backend cannot train. A cell whose model has one is reported as {@code
   * unsupported} without a process being started; the contract checks that the declaration is true.
   */
  default Set<Class<? extends Layer>> unsupportedLayers() {
    return Set.of();
  }

  /**
   * Returns what a process needs to run on that device. Pure: the same answer for the same
   * arguments, and nothing is loaded, read or changed.
   *
   * @param device where the cell is to run; its kind is one of {@link #devices}
   * @param threads how many threads the framework may use for one operation, 1 or more
   */
  Launch launch(Device device, int threads);

  /**
   * Says whether this machine has that device and the natives for it. Called in a process started
   * with {@link #launch}: in one of its own, and in a worker before it opens its first trainer, so
   * that no cell runs on a device which is not there. Never throws and never runs a model: a
   * framework that falls back to the processor would make a successful run no proof. Answers in a
   * fraction of a second.
   */
  Availability probe(Device device);

  /**
   * Opens a trainer in this process, which was started with {@link #launch}. The harness opens any
   * number of trainers in a process, one at a time.
   *
   * @param plan what is to be trained, where and how
   * @param initial a value for every parameter of {@code plan.model()}; not modified
   * @throws UnsupportedLayerException if the model has a layer this backend cannot train
   * @throws DeviceUnavailableException if the device is absent after all
   */
  Trainer open(TrainingPlan plan, Parameters initial);
}
