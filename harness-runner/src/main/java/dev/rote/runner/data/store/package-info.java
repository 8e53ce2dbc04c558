/**
 * The files of data sets on this machine: listing, verifying and fetching them, for {@code rote
 * data}. What a set's files are is said by {@code data.set}; a run reads them without coming here.
 */
package dev.rote.runner.data.store;
