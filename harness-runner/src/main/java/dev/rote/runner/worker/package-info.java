/**
 * The child: what runs in a worker process, and the only code of the runner that opens a trainer. A
 * performer per job does it and sends the events of its job; nothing here writes results or knows
 * the command line.
 */
package dev.rote.runner.worker;
