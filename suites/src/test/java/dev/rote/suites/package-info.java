/** Runs the shipped suites end to end: the assembled program, its installed backends, real data. */
package dev.rote.suites;
