/**
 * The history of nights: what runs of the same suite gave, night after night, in files that are
 * only ever appended to. Lines are made from results, appended and read back here; whether a night
 * is worse than those before is judged by others, and nothing here deletes or rewrites a line.
 */
package dev.rote.runner.history;
