/**
 * The results of a run, the floor that everything else stands on: typed records which workers and
 * runners fill, {@code run.json} (schema {@code rote.run/1}) with its writer and reader, and files
 * that are there whole or not at all. Computes no statistics and knows no other package.
 */
package dev.rote.runner.result;
