/**
 * The page of a report: one file that needs no network. A template sets what {@code report.view}
 * says, and a script draws the charts from data that stand in the page; neither computes.
 */
package dev.rote.runner.report.html;
