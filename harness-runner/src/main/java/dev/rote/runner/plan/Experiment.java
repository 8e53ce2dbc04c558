package dev.rote.runner.plan;

import dev.rote.api.Loss;
import dev.rote.api.Model;
import dev.rote.api.Sgd;
import dev.rote.runner.data.DataRecipe;
import dev.rote.runner.suite.LearningRate;
import dev.rote.runner.suite.Start;
import dev.rote.runner.suite.StopRule;
import dev.rote.runner.suite.Thresholds;

/**
 * One point of a suite: everything about a training run but the framework and the device.
 *
 * @param id stable and readable: {@code <model>/<name>/seed-<seed>}, such as {@code
 *     small-alexnet/random-labels-1.0/seed-1}
 * @param name which of the suite's experiments, with the values of its sweeps
 * @param model the network
 * @param data the examples
 * @param loss what training makes small
 * @param optimizer momentum and weight decay
 * @param learningRate the schedule
 * @param batchSize examples of a training step
 * @param seed of initial parameters, batch order, dropout and corruption, each in a stream of its
 *     own
 * @param start where the initial parameters come from
 * @param thresholds what counts as zero
 * @param stop when training ends
 */
public record Experiment(
    String id,
    String name,
    Model model,
    DataRecipe data,
    Loss loss,
    Sgd optimizer,
    LearningRate learningRate,
    int batchSize,
    long seed,
    Start start,
    Thresholds thresholds,
    StopRule stop) {}
