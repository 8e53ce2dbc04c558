/**
 * Data sets: where their files are, reading and verifying them, generating the embedded one,
 * preprocessing, and the corruptions of labels and inputs. Gives the worker the examples it hands
 * to a backend; knows suites and backends not at all.
 */
package dev.rote.runner.data;
