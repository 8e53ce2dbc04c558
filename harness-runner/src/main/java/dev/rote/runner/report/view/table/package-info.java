/** The tables beside the summary: one for each question that a run has something for. */
package dev.rote.runner.report.view.table;
