package dev.rote.runner.run;

import dev.rote.runner.plan.Unit;
import dev.rote.runner.result.EpochResult;
import dev.rote.runner.result.UnitResult;

/**
 * Is told what happens in a session, in the thread that runs it. One shows it to a person, another
 * records it.
 */
public interface RunListener {
  /**
   * The session begins.
   *
   * @param tasks how many units it will do
   */
  default void begin(int tasks) {}

  /** A unit that was not counted has turned out to be needed. */
  default void added(Unit unit) {}

  /** A unit begins. */
  default void started(Unit unit) {}

  /**
   * A cell or a twin trains; called a few times a second at most.
   *
   * @param epoch counted from 1
   * @param step of that epoch, the last one done
   * @param steps of an epoch
   * @param loss of that step
   */
  default void progress(Unit.Training unit, int epoch, int step, int steps, float loss) {}

  /** An epoch of it was trained and evaluated. */
  default void epochDone(Unit.Training unit, EpochResult epoch) {}

  /**
   * A unit is done, whatever came of it.
   *
   * @param seconds how long it took
   */
  default void ended(Unit unit, UnitResult result, double seconds) {}

  /** A unit needs not be done any more. */
  default void leftOut(Unit unit, String reason) {}

  /** Everything that was missing is done. */
  default void end() {}
}
