/**
 * Whether the evidence of a process fits what its device claims: reading a framework's own log, and
 * judging it. Starts no process.
 */
package dev.rote.runner.attestation;
