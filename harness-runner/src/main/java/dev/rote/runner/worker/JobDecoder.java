package dev.rote.runner.worker;

import dev.rote.runner.plan.Experiment;

/** Turns what a job names into what it means. */
interface JobDecoder {
  /** Returns the experiment of a cell. */
  Experiment experiment(WorkerJob.Cell cell);

  /** Prepares the examples of its experiment. */
  TrainingData prepare(WorkerJob.Cell cell, Experiment experiment);
}
