/**
 * Options that several commands share, and what is read by them: the suites, the backends, where
 * results go.
 */
package dev.rote.runner.cli.options;
