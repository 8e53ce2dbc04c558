/**
 * Suites as files: YAML read strictly into the records of {@code suite}, with errors that carry
 * file, line and column, and the same records written back as JSON, for workers and results. Fills
 * in every default, so that nobody after it has one.
 */
package dev.rote.runner.suite.yaml;
