/**
 * The command line: reads options, calls the other packages, prints, and chooses the exit code.
 * Decides nothing else, and never loads a framework's native code.
 */
package dev.rote.runner.cli;
