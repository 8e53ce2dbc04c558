/**
 * What surrounds a process, and what Rote makes of it: options that are meant for every JVM, the
 * home and the temporary folder, and the variables that change how fast a framework computes and
 * with what. Decides; starts nothing and prints nothing.
 */
package dev.rote.runner.environment;
