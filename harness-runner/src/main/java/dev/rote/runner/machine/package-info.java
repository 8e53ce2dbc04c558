/**
 * What this machine and this process are: processor, load and memory, processor time, the peak in
 * floating-point operations, the GPU's processes. Reads the system; keeps no results.
 */
package dev.rote.runner.machine;
