/**
 * The test kit for authors of backends: the contract that every backend must pass, as JUnit tests
 * to extend ({@link dev.rote.testkit.BackendContract}) and as a program behind {@code rote
 * verify-backend}. It uses the runner's own discovery, worker processes and random streams, so that
 * a backend that passes here meets nothing new in a run.
 */
package dev.rote.testkit;
