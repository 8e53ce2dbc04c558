package dev.rote.runner.plan;

import static java.util.Objects.requireNonNull;

import dev.rote.runner.suite.Measuring;

/**
 * A piece of a run that is done or not: one process, or several for a {@link Reference}, and one
 * result.
 */
public sealed interface Unit {
  /** A training run to its end, which tells how far it is. */
  sealed interface Training extends Unit {
    /** Returns what is trained. */
    Cell cell();
  }

  /** Returns what kind it is, in one word that files and plans use. */
  String kind();

  /** Returns what it is, unique in the plan, for people and for names of files. */
  String label();

  /**
   * Finds out which kernels a model's work executes on a target: data and labels do not change
   * that.
   *
   * @param cell the first of the model's cells on the target
   */
  record Attest(Cell cell) implements Unit {
    public Attest {
      requireNonNull(cell, "cell is null");
    }

    @Override
    public String kind() {
      return "attestation";
    }

    /** Returns the name of the model whose kernels are seen. */
    public String model() {
      return cell.experiment().model().name();
    }

    @Override
    public String label() {
      return model() + " on " + cell.target();
    }
  }

  /**
   * Trains the first steps of an experiment that all of its cells are compared with.
   *
   * @param cell the experiment, on the target that is the reference
   * @param steps how many
   * @param oracle whether the target is the oracle, which has one thread and is not timed
   */
  record Reference(Cell cell, int steps, boolean oracle) implements Unit {
    public Reference {
      requireNonNull(cell, "cell is null");
    }

    @Override
    public String kind() {
      return "reference";
    }

    /** Returns what results call the reference: the oracle's id, or a backend and device. */
    public String by() {
      return oracle ? cell.target().backend() : cell.target().toString();
    }

    @Override
    public String label() {
      return "%s: first %d steps of %s".formatted(cell.experiment().id(), steps, by());
    }
  }

  /**
   * Trains the first steps of a cell and nothing else, to compare them.
   *
   * @param cell the cell
   * @param steps how many
   */
  record FirstSteps(Cell cell, int steps) implements Unit {
    public FirstSteps {
      requireNonNull(cell, "cell is null");
    }

    @Override
    public String kind() {
      return "first-steps";
    }

    @Override
    public String label() {
      return cell.toString();
    }
  }

  /**
   * Trains a cell until its stop rule ends it.
   *
   * @param cell the cell
   * @param compared how many of its first steps are compared with those of the reference
   */
  record Converge(Cell cell, int compared) implements Training {
    public Converge {
      requireNonNull(cell, "cell is null");
    }

    @Override
    public String kind() {
      return "cell";
    }

    @Override
    public String label() {
      return cell.toString();
    }
  }

  /**
   * Trains the first steps of a cell from the initial parameters and from beside them, where its
   * trace is beyond the tolerance: needed only then. A rectifier that decides otherwise at one
   * start does not at another; a wrong gradient is wrong from everywhere.
   *
   * @param cell the cell
   * @param steps how many
   */
  record Confirm(Cell cell, int steps) implements Unit {
    public Confirm {
      requireNonNull(cell, "cell is null");
    }

    @Override
    public String kind() {
      return "confirmation";
    }

    @Override
    public String label() {
      return cell + ": first steps from beside";
    }
  }

  /**
   * Trains a cell once more to its end, from initial parameters one ulp beside: what rounding alone
   * makes of its epochs and accuracies.
   *
   * @param cell the cell
   * @param number which of the cell's twins, from 1; each starts somewhere else
   */
  record Twin(Cell cell, int number) implements Training {
    public Twin {
      requireNonNull(cell, "cell is null");
      if (number < 1) {
        throw new IllegalArgumentException("number is " + number + ", allowed is 1 or more");
      }
    }

    @Override
    public String kind() {
      return "twin";
    }

    @Override
    public String label() {
      return "%s, twin %d".formatted(cell, number);
    }
  }

  /**
   * Measures the processor's peak.
   *
   * @param threads with so many threads
   */
  record Peak(int threads) implements Unit {
    @Override
    public String kind() {
      return "peak";
    }

    @Override
    public String label() {
      return "peak of the processor";
    }
  }

  /**
   * Measures a throughput once more, in a round that comes after all others: needed only where
   * something has disturbed a fork of its round's backends and devices.
   *
   * @param fork what is measured, in a round of its own
   */
  record Again(Fork fork) implements Unit {
    public Again {
      requireNonNull(fork, "fork is null");
    }

    @Override
    public String kind() {
      return "fork-again";
    }

    @Override
    public String label() {
      return fork.label();
    }
  }

  /**
   * Measures a throughput in one process.
   *
   * @param cell whose
   * @param measuring how long
   * @param round in which it runs, from 0
   * @param place its turn within the round, from 0
   */
  record Fork(ThroughputCell cell, Measuring measuring, int round, int place) implements Unit {
    public Fork {
      requireNonNull(cell, "cell is null");
      requireNonNull(measuring, "measuring is null");
    }

    @Override
    public String kind() {
      return "fork";
    }

    @Override
    public String label() {
      return "%s, throughput fork %d".formatted(cell, round + 1);
    }
  }
}
