/**
 * What changed between two builds, row by row: first whether they still learn the same, then
 * whether one is faster. Every verdict has its reason, and nothing that was seen is left blank.
 */
package dev.rote.runner.analysis.comparison;
