/**
 * The forms of a report that are files: for people on GitHub, and for the programs that plot,
 * compare and watch results. One class a form, which writes a report to a writer; what is in a
 * report, and what it comes to, is decided elsewhere.
 */
package dev.rote.runner.report.format;
