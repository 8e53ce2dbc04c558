/**
 * What every form of a report shows, chosen and worded once: the rows of one or more runs, their
 * columns, and the sentences that a reader must know. Made from results alone; statistics come from
 * {@code analysis}, and how it looks is left to the forms.
 */
package dev.rote.runner.report.view;
