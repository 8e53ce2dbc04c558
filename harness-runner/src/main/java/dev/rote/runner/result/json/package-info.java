/**
 * How results are kept: as JSON that is written and read back, {@code run.json} with its reader for
 * older ones, and files that are there whole or not at all.
 */
package dev.rote.runner.result.json;
