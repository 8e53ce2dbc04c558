package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A unit with its identity.
 *
 * @param unit the work
 * @param hash SHA-256 over everything that decides its result, in hexadecimal: the resolved
 *     experiment, backend, device, jars and the {@link Conditions}
 */
public record PlannedUnit(Unit unit, String hash) {
  /** Readable, and short enough for every file system together with what is put around it. */
  private static final int LONGEST_SLUG = 100;

  private static final int HASH_IN_NAME = 12;

  public PlannedUnit {
    requireNonNull(unit, "unit is null");
    requireNonNull(hash, "hash is null");
  }

  /** Returns the units of a plan with their hashes. */
  public static List<PlannedUnit> of(RunPlan plan, Conditions conditions) {
    Hashing hashing = new Hashing(conditions);
    return plan.units().stream().map(unit -> new PlannedUnit(unit, hashing.of(unit))).toList();
  }

  /** Returns the name of its files, without a suffix: kind, label and the begin of the hash. */
  public String fileStem() {
    String slug = unit.label().replaceAll("[^A-Za-z0-9@._-]+", "-");
    return "%s-%s-%s"
        .formatted(
            unit.kind(),
            slug.substring(0, Math.min(LONGEST_SLUG, slug.length())),
            hash.substring(0, HASH_IN_NAME));
  }

  /** Hashes units; what many share is hashed once. */
  private static final class Hashing {
    private final String conditions;
    private final Map<String, String> experiments = new HashMap<>();
    private final Map<Target, String> jars = new HashMap<>();

    Hashing(Conditions conditions) {
      this.conditions = sha256(PlanJson.mapper().writeValueAsString(conditions));
    }

    String of(Unit unit) {
      ObjectNode json = PlanJson.mapper().createObjectNode();
      json.put("kind", unit.kind());
      cell(unit).ifPresent(cell -> add(json, cell));
      switch (unit) {
        case Unit.Attest attest -> {}
        case Unit.Reference reference ->
            json.put("steps", reference.steps()).put("oracle", reference.oracle());
        case Unit.FirstSteps first -> json.put("steps", first.steps());
        case Unit.Converge converge -> json.put("compared", converge.compared());
        case Unit.Confirm confirm -> json.put("steps", confirm.steps());
        case Unit.Twin twin -> json.put("twin", twin.number());
        case Unit.Peak peak -> {}
        case Unit.Fork fork -> add(json, fork);
        case Unit.Again again -> add(json, again.fork());
      }
      json.put("conditions", conditions);
      return sha256(json.toString());
    }

    private void add(ObjectNode json, Cell cell) {
      Experiment experiment = cell.experiment();
      Target target = cell.target();
      json.put(
          "experiment",
          experiments.computeIfAbsent(
              experiment.id(), id -> sha256(PlanJson.mapper().writeValueAsString(experiment))));
      json.put("backend", target.backend());
      json.put("device", target.device().toString());
      json.put(
          "jars",
          jars.computeIfAbsent(target, each -> each.plugin().jarsHash(each.device().kind())));
    }

    private static void add(ObjectNode json, Unit.Fork fork) {
      json.put("batch", fork.cell().batchSize());
      json.put("round", fork.round());
      json.put("place", fork.place());
      json.set("measuring", PlanJson.mapper().valueToTree(fork.measuring()));
      double burn = fork.cell().target().part().burn();
      if (burn > 0) {
        json.put("burn", burn);
      }
    }

    private static Cell cell(Unit.Fork fork) {
      return new Cell(fork.cell().representative(), fork.cell().target());
    }

    private static Optional<Cell> cell(Unit unit) {
      return switch (unit) {
        case Unit.Attest attest -> Optional.of(attest.cell());
        case Unit.Reference reference -> Optional.of(reference.cell());
        case Unit.FirstSteps first -> Optional.of(first.cell());
        case Unit.Converge converge -> Optional.of(converge.cell());
        case Unit.Confirm confirm -> Optional.of(confirm.cell());
        case Unit.Twin twin -> Optional.of(twin.cell());
        case Unit.Peak peak -> Optional.empty();
        case Unit.Fork fork -> Optional.of(cell(fork));
        case Unit.Again again -> Optional.of(cell(again.fork()));
      };
    }
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
