/**
 * The folder of a run as the truth about it: a plan that never changes, a file per finished unit
 * written once, sessions, and the lock of who works on it. Knows how results are kept and not what
 * they mean.
 */
package dev.rote.runner.folder;
