/**
 * What the data sets are: a descriptor for each, the readers of its files, and the directories in
 * which they are looked for. A new set is a descriptor here, its line in {@link
 * dev.rote.runner.data.set.DataSets} and its name in the JSON Schema of suites. Prepares no images
 * and downloads nothing; called by {@code data}, {@code data.store}, and whoever names a set.
 */
package dev.rote.runner.data.set;
