package dev.rote.runner.cell;

import dev.rote.runner.result.EpochResult;

/** Follows a cell while it runs. Called in the thread that runs it. */
public interface CellListener {
  /** Ignores everything. */
  CellListener NONE = new CellListener() {};

  /**
   * Training goes on; called a few times a second at most.
   *
   * @param epoch counted from 1
   * @param step of that epoch, the last one done
   * @param steps of an epoch
   * @param loss of that step
   */
  default void progress(int epoch, int step, int steps, float loss) {}

  /** An epoch was trained and evaluated. */
  default void epochDone(EpochResult epoch) {}
}
