/**
 * The rules of an experiment that neither the command line nor a worker owns: the order of batches,
 * dropout masks, initial parameters, evaluation, milestones, and how tensors are hashed. Pure
 * arithmetic; opens no trainer and reads no file.
 */
package dev.rote.runner.training;
