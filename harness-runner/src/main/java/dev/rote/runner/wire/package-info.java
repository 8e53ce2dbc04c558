/**
 * What the command line and a worker say to each other: a file per job, with the job and the events
 * that answer it, and how they are written. Neither side's work is here: {@code cell} asks, {@code
 * worker} does.
 */
package dev.rote.runner.wire;
