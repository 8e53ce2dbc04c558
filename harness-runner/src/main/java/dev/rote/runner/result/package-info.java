/**
 * The results of a run as they are kept: records in the form of {@code run.json} (schema {@code
 * rote.run/1}) and the file itself, rewritten whole and atomically after every cell. Reports are
 * made from these records alone.
 */
package dev.rote.runner.result;
