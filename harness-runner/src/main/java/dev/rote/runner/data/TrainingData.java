package dev.rote.runner.data;

import java.util.stream.IntStream;

/**
 * The training examples as trainers get them: an epoch is one or more {@linkplain Window windows},
 * trained one after the other, which together have every example once. How many windows there are,
 * and how large each is, is the same for every epoch. A resident set is one window, for all epochs
 * the same; an augmented set is one window too, but another one for every epoch.
 */
public interface TrainingData {
  /** Returns how many windows an epoch has, 1 or more. */
  int windows();

  /**
   * Returns how many examples a window has, 1 or more, in every epoch.
   *
   * @param window its index in the epoch, counted from 0
   * @throws IndexOutOfBoundsException if an epoch has no such window
   */
  int size(int window);

  /** Returns how many examples an epoch has, in all its windows together. */
  default int count() {
    return IntStream.range(0, windows()).map(this::size).sum();
  }

  /**
   * Returns whether every epoch has examples of its own. If not, its windows have the same ids, and
   * therefore the same examples, as those of every other epoch.
   */
  boolean freshEveryEpoch();

  /**
   * Returns a window. Windows may share their buffers: the examples of the one returned before may
   * change with this call.
   *
   * @param epoch counted from 0
   * @param index of the window in the epoch, counted from 0
   * @throws IndexOutOfBoundsException if an epoch has no such window
   */
  Window window(int epoch, int index);
}
