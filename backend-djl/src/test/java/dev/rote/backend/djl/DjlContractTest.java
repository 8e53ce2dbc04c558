package dev.rote.backend.djl;

import dev.rote.testkit.BackendContract;

/** The contract on every device of this machine; a GPU's clauses are skipped without one. */
class DjlContractTest extends BackendContract {
  DjlContractTest() {
    super("djl-pytorch");
  }
}
