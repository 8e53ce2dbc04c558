/**
 * From stored images to examples: the recipe of an experiment, preprocessing, the corruptions of
 * labels and inputs, augmentation, and the windows in which trainers get them. Gives the worker
 * what it hands to a backend; knows suites and backends not at all, and every data set alike.
 */
package dev.rote.runner.data;
