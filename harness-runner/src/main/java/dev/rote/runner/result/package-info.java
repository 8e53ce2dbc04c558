/**
 * The results of a run, the floor that everything else stands on: typed records which workers and
 * runners fill and reports are made from. Computes no statistics and knows no other package.
 */
package dev.rote.runner.result;
