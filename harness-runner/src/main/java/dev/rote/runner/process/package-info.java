/**
 * Worker processes as their parent sees them: the seam where one starts, the local implementation
 * behind it, how one is launched, listened to and ended, and what its end means. Knows no job.
 */
package dev.rote.runner.process;
