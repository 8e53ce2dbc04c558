package dev.rote.runner.result;

/**
 * When a training run first met a threshold, as seen by the evaluation at an epoch's end.
 *
 * @param epoch counted from 1
 * @param steps training steps until the end of that epoch
 * @param seconds spent in training steps until the end of that epoch; evaluation is not counted
 */
public record Milestone(int epoch, long steps, double seconds) {}
