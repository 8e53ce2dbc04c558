/**
 * The command line: one class per command, which parses arguments, calls the other packages and
 * turns what they answer into text and an exit code. Nothing is measured or decided here.
 */
package dev.rote.runner.cli;
