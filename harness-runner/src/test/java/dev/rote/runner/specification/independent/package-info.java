/**
 * Rote's experiments once more, written from docs/specification.md alone: plain Java that shares no
 * code with the runner and reads as that page does, section by section. Not fast, and not meant to
 * be.
 */
package dev.rote.runner.specification.independent;
