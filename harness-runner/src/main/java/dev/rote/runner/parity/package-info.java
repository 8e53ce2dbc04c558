/**
 * The arithmetic of parity: how far two traces or two sets of parameters are apart, how far
 * rounding alone takes them apart, and what distance is allowed. Runs nothing; the contract of the
 * test kit and the reports compute with it. {@code docs/parity.md} has the measurements behind the
 * numbers.
 */
package dev.rote.runner.parity;
