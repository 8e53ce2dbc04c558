/** Tests of the test kit: what it must catch is in {@code dev.rote.testkit.fixture}. */
package dev.rote.testkit;
