/**
 * Suites: the records that say what is to be memorized, by what and how. Each is valid or does not
 * exist; where a suite is written down, and how, is the business of {@code suite.yaml}. Names no
 * backend and starts nothing; read by everyone who plans, runs or reports.
 */
package dev.rote.runner.suite;
