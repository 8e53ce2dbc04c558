package dev.rote.runner.worker;

import dev.rote.api.Examples;

/** The examples of a cell, as its worker prepared them. */
interface TrainingData {
  /** Returns the training set that is evaluated, and trained on unless it is augmented. */
  Examples train();

  /** Returns the test set. */
  Examples test();

  /** Returns whether every epoch trains on images of its own. */
  boolean augmented();

  /** Returns the training set of one epoch, counted from 0. */
  Examples augmented(int epoch);
}
