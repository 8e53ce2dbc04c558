/**
 * A run from what is wanted to its results: which backends and devices take part, the session that
 * does what is missing, the listener that records it, and what may be resumed. Knows no terminal.
 */
package dev.rote.runner.run;
