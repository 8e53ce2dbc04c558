/**
 * The harness's random numbers: a counter-based generator of a few lines that any language can
 * reproduce, and the streams derived with it from one seed. Used by the preparation of data and by
 * the workers; nothing else in Rote draws a random number that an experiment depends on.
 */
package dev.rote.runner.random;
