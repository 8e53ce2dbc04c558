/**
 * The harness's random numbers: a counter-based generator, and the streams derived with it from one
 * seed, as docs/specification.md defines them for every language. Used by the preparation of data
 * and by the workers; nothing else in Rote draws a random number that an experiment depends on.
 */
package dev.rote.runner.random;
