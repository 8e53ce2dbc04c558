package dev.rote.runner.report.view.table;

import dev.rote.runner.report.view.Grid;
import dev.rote.runner.report.view.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a run has to show beside its summary, a table each. */
public final class Tables {
  private Tables() {}

  /** A table under a title. */
  public record Titled(String title, Grid grid) {}

  /** Returns those that a run has something for, in the order in which they are to be read. */
  public static List<Titled> of(Source source) {
    List<Titled> tables = new ArrayList<>();
    add(tables, "Published figures: ours beside them", PublishedGrid.of(source));
    add(tables, "Seeds: what they make of it, and which rows are equivalent", SeedGrid.of(source));
    add(tables, "Slowdown: times as long to zero as with true labels", SlowdownGrid.of(source));
    add(tables, "Capacity: random labels memorized", CapacityGrid.of(source));
    add(tables, "Interpolation: labels without training", InterpolationGrid.of(source));
    add(tables, "Minimum norm: where a linear model ends", MinimumNormGrid.of(source));
    add(tables, "Twins: what rounding alone makes", TwinGrid.of(source));
    add(tables, "Other batch sizes", OtherSpeeds.of(source));
    return tables;
  }

  private static void add(List<Titled> tables, String title, Optional<Grid> grid) {
    grid.ifPresent(present -> tables.add(new Titled(title, present)));
  }
}
