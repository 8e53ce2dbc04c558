/**
 * Nights: a suite measured against the builds that were kept, in two stages, and what is decided of
 * it; and what such decisions are worth on this machine. Knows no terminal.
 */
package dev.rote.runner.nightly;
