/**
 * What a person sees of a run: progress while it lasts and the side-by-side table at its end. Made
 * from results alone; measures nothing.
 */
package dev.rote.runner.report;
