/**
 * Where a command puts what it has to say: files, the summary of a step, a browser; and in which
 * form. What is to be written is tried before anything that takes time.
 */
package dev.rote.runner.cli.output;
