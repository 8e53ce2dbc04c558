package dev.rote.runner.result;

/** What came of one unit of a plan: a file of its own, written once. */
public sealed interface UnitResult
    permits Attestation, ReferenceTrace, CellResult, TwinResult, PeakResult, ForkResult {}
