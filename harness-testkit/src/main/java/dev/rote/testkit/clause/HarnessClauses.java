package dev.rote.testkit.clause;

import static dev.rote.testkit.clause.ClauseFailure.unless;

import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.Launch;
import dev.rote.runner.plugin.Plugin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the command line asks a backend in its own process. */
final class HarnessClauses {
  private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

  private HarnessClauses() {}

  static List<Clause> all() {
    return List.of(
        new Clause.InHarness(
            "identity",
            "says who it is, always the same",
            Finds.mistakes("an empty version", "an id that changes"),
            HarnessClauses::identity),
        new Clause.InHarness(
            "launch",
            "says what its process needs, and changes nothing",
            Finds.mistakes(
                "a launch that depends on when it is asked", "one that sets properties here"),
            HarnessClauses::launch));
  }

  private static String identity(Plugin plugin, Device device, int threads) {
    Backend backend = plugin.backend();
    unless(
        backend.apiVersion() == Backend.API_VERSION,
        "the API version is %d, this harness has %d",
        backend.apiVersion(),
        Backend.API_VERSION);
    unless(ID.matcher(backend.id()).matches(), "the id is \"%s\", allowed is %s", backend.id(), ID);
    unless(
        backend.id().equals(backend.id()) && backend.id().equals(plugin.ownId()),
        "the id is %s and then %s",
        plugin.ownId(),
        backend.id());
    unless(!backend.version().isBlank(), "the version is blank");
    unless(
        backend.devices().equals(plugin.devices()),
        "the devices are %s and then %s",
        plugin.devices(),
        backend.devices());
    unless(
        backend.unsupportedLayers().equals(plugin.unsupportedLayers()),
        "the unsupported layers are not the same when they are asked for again");
    return "%s %s".formatted(backend.id(), backend.version());
  }

  private static String launch(Plugin plugin, Device device, int threads) {
    Map<Object, Object> before = new HashMap<>(System.getProperties());
    Launch launch = plugin.launch(device, threads);
    for (int other : new int[] {threads + 1, threads}) {
      unless(plugin.launch(device, other) != null, "the launch for %d threads is null", other);
    }
    unless(
        plugin.launch(device, threads).equals(launch),
        "the launch for %s with %d threads differs when it is asked for again",
        device,
        threads);
    unless(
        before.equals(new HashMap<>(System.getProperties())),
        "asking for a launch changes the system properties of the harness");
    return "%d variables, %d options"
        .formatted(launch.environment().size(), launch.jvmOptions().size());
  }
}
