package dev.rote.runner.analysis.learning;

import dev.rote.runner.analysis.statistics.RankShift;
import dev.rote.runner.result.CellKey;
import dev.rote.runner.result.CellResult;
import dev.rote.runner.result.RunResult;
import dev.rote.runner.result.TwinResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What rounding alone makes of how cells learn, as their twins show, and which rows of an
 * experiment differ by more.
 *
 * <p>Two rows are told apart in a figure if all values of one, its own and those of its twins, lie
 * beyond all values of the other. If nothing but rounding made them, {@code m} and {@code n} values
 * do so with probability {@code 2 / C(m + n, m)}, which is the exact rank test at its extreme; so
 * they are told apart only if that, times the number of pairs of rows of the experiment
 * (Bonferroni), is {@value #LEVEL} at most.
 */
public final class Twins {
  /** How often two rows of an experiment may be told apart by chance, for each figure. */
  public static final double LEVEL = 0.05;

  private static final int MOST = 100;

  private final RunResult run;
  private final List<Figure> figures;
  private final Map<CellKey, List<TwinResult>> twins = new LinkedHashMap<>();

  /** Prepares the analysis of a run. */
  public Twins(RunResult run) {
    this.run = run;
    figures = Figure.of(run.cells());
    run.twins()
        .forEach(twin -> twins.computeIfAbsent(twin.key(), key -> new ArrayList<>()).add(twin));
  }

  /** Two rows that differ by more than rounding makes. */
  public record Apart(Spread lower, Spread higher) {}

  /**
   * A figure of an experiment, over its rows.
   *
   * @param experiment its id
   * @param figure which
   * @param rows that have it, in the order of the plan
   * @param apart the pairs that are told apart
   * @param fewest the twins of each row that would do to tell two apart
   * @param enough whether there are so many
   */
  public record Comparison(
      String experiment,
      Figure figure,
      List<Spread> rows,
      List<Apart> apart,
      int fewest,
      boolean enough) {
    /** Returns whether two rows, by their place among the rows, are told apart. */
    public boolean apart(int one, int other) {
      return apart.stream()
          .anyMatch(pair ->
              pair.equals(new Apart(rows.get(one), rows.get(other)))
                  || pair.equals(new Apart(rows.get(other), rows.get(one))));
    }

    /** Returns whether the rows themselves, without their twins, have all the same. */
    public boolean same() {
      return rows.stream().map(row -> row.values().getFirst()).distinct().count() <= 1;
    }
  }

  /** Returns whether a run has twins. */
  public boolean any() {
    return !twins.isEmpty();
  }

  /** Returns the figures of the run's cells. */
  public List<Figure> figures() {
    return figures;
  }

  /** Returns a cell's twins that are done, whatever came of them. */
  public List<TwinResult> of(CellResult cell) {
    return twins.getOrDefault(cell.key(), List.of());
  }

  /**
   * Returns the spread of a figure over a cell and those of its twins that came to an end, or empty
   * if the cell did not or has no such figure.
   */
  public Optional<Spread> spread(CellResult cell, Figure figure) {
    // What was cut short says nothing about how it would have learned.
    if (!cell.outcome().ranToItsEnd()) {
      return Optional.empty();
    }
    OptionalDouble own = figure.of().apply(cell.learning());
    if (own.isEmpty()) {
      return Optional.empty();
    }
    List<Double> values = new ArrayList<>(List.of(own.getAsDouble()));
    of(cell).stream()
        .map(TwinResult::result)
        .filter(twin -> twin.outcome().ranToItsEnd())
        .flatMap(twin -> figure.of().apply(twin.learning()).stream().boxed())
        .forEach(values::add);
    return Optional.of(new Spread(cell.key(), values));
  }

  /** Returns every figure of every experiment that two or more rows have. */
  public List<Comparison> comparisons() {
    List<Comparison> comparisons = new ArrayList<>();
    for (String experiment :
        run.cells().stream().map(cell -> cell.key().experiment()).distinct().toList()) {
      List<CellResult> cells =
          run.cells().stream().filter(cell -> cell.key().experiment().equals(experiment)).toList();
      for (Figure figure : figures) {
        List<Spread> rows = cells.stream().flatMap(cell -> spread(cell, figure).stream()).toList();
        if (rows.size() > 1) {
          comparisons.add(compare(experiment, figure, rows));
        }
      }
    }
    return comparisons;
  }

  /**
   * Returns the same over seeds: every figure of what differs in nothing but its seed, each seed of
   * a row being a value of it, without their twins. Seeds move a figure further than rounding does,
   * so that rows which lie apart in all of them differ by more than either makes.
   */
  public List<Comparison> comparisonsOverSeeds() {
    List<Comparison> comparisons = new ArrayList<>();
    bySeeds(run.cells())
        .forEach((family, rows) -> {
          for (Figure figure : figures) {
            List<Spread> spreads =
                rows.values().stream().flatMap(cells -> overSeeds(cells, figure).stream()).toList();
            if (spreads.size() > 1 && spreads.stream().anyMatch(row -> row.values().size() > 1)) {
              comparisons.add(compare(family, figure, spreads));
            }
          }
        });
    return comparisons;
  }

  /**
   * Returns, by what an experiment is called without its seed and by backend and device, the cells
   * that differ in their seeds only, all in the order of the cells.
   */
  static Map<String, Map<String, List<CellResult>>> bySeeds(List<CellResult> cells) {
    Map<String, Map<String, List<CellResult>>> experiments = new LinkedHashMap<>();
    for (CellResult cell : cells) {
      experiments
          .computeIfAbsent(family(cell), name -> new LinkedHashMap<>())
          .computeIfAbsent(
              cell.key().backend() + " " + cell.key().device(), row -> new ArrayList<>())
          .add(cell);
    }
    return experiments;
  }

  /** Returns what an experiment is called that differs from others in its seed only. */
  static String family(CellResult cell) {
    return cell.key().model() + "/" + cell.key().name();
  }

  private Optional<Spread> overSeeds(List<CellResult> cells, Figure figure) {
    List<Double> values =
        cells.stream()
            .flatMap(cell -> spread(cell, figure).stream())
            .map(spread -> spread.values().getFirst())
            .toList();
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Spread(cells.getFirst().key(), values));
  }

  private static Comparison compare(String experiment, Figure figure, List<Spread> rows) {
    int pairs = rows.size() * (rows.size() - 1) / 2;
    List<Apart> apart = new ArrayList<>();
    boolean enough = true;
    for (int i = 0; i < rows.size(); i++) {
      for (int j = i + 1; j < rows.size(); j++) {
        Spread one = rows.get(i);
        Spread other = rows.get(j);
        boolean tells = tells(one.values().size(), other.values().size(), pairs);
        enough &= tells;
        if (tells && one.disjoint(other)) {
          apart.add(one.highest() < other.lowest() ? new Apart(one, other) : new Apart(other, one));
        }
      }
    }
    return new Comparison(experiment, figure, rows, apart, fewest(pairs), enough);
  }

  /** Returns whether so many values that lie apart are hardly chance. */
  private static boolean tells(int one, int other, int pairs) {
    return pairs * RankShift.smallestP(one, other) <= LEVEL;
  }

  private static int fewest(int pairs) {
    int twins = 1;
    while (twins < MOST && !tells(twins + 1, twins + 1, pairs)) {
      twins++;
    }
    return twins;
  }
}
