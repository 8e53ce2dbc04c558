/** What a process shows of itself while it computes. Knows nothing but the JDK. */
package dev.rote.runner.result.evidence;
