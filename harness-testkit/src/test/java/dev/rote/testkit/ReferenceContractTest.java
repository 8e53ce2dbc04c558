package dev.rote.testkit;

/** The oracle is a backend like any other, so it keeps the contract that it is the measure of. */
class ReferenceContractTest extends BackendContract {
  ReferenceContractTest() {
    super("reference");
  }
}
