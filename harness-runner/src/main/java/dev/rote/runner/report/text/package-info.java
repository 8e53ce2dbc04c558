/**
 * What a person sees of a run in a terminal: progress while it lasts and the side-by-side table at
 * its end. Made from results and analysis alone; measures nothing.
 */
package dev.rote.runner.report.text;
