/**
 * The command line: one class for each command, which reads arguments, calls the other packages and
 * prints. Loads no native code. A user's mistake ends in one sentence on standard error and exit
 * code 2.
 */
package dev.rote.runner.cli;
