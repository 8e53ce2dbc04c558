/**
 * What a history of nights shows over time: a series for every measure of every row, where its
 * level changed, what is known of why, and how often nights decided which way. Draws and counts;
 * whether a night is worse was decided in that night, and nothing here alarms.
 */
package dev.rote.runner.analysis.trend;
