/**
 * Small experiments that any backend can run: what is loaded and trained in which order, what comes
 * out, and how far that is from what comes out of the oracle. The contract is made of them, and so
 * are the tests that a backend has beside it. Knows no clause and starts no process.
 */
package dev.rote.testkit.scenario;
