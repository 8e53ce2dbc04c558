/**
 * Suites: the YAML files that say what is to be memorized, read strictly into records and written
 * back as JSON. Errors carry file, line and column. Names no backend and starts nothing.
 */
package dev.rote.runner.suite;
