package dev.rote.runner.result;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.rote.runner.result.evidence.LoadedLibrary;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which kernels a short run on a device executed, by the framework's own account.
 *
 * @param verdict whether that fits what the device claims
 * @param sentence the evidence, for a reader of the report
 * @param primitives how often each oneDNN primitive was executed, such as {@code convolution}
 * @param mklCalls how often each routine of Intel's Math Kernel Library was called, such as {@code
 *     SGEMM}
 * @param libraries the native libraries that the process had loaded, the JDK's apart; empty where
 *     the system does not tell
 */
public record Attestation(
    Verdict verdict,
    String sentence,
    Map<String, Integer> primitives,
    Map<String, Integer> mklCalls,
    Optional<List<LoadedLibrary>> libraries)
    implements UnitResult {
  /** Whether evidence fits a claim. */
  public enum Verdict {
    /** It does. */
    CONFIRMED("confirmed"),
    /** It does not. */
    CONTRADICTED("contradicted"),
    /** There is none. */
    NO_EVIDENCE("no-evidence"),
    /** Nobody could look: the process that was to show it failed. */
    NOT_MADE("not-made");

    private final String id;

    Verdict(String id) {
      this.id = id;
    }

    /** Returns the name that results use, such as {@code no-evidence}. */
    @JsonValue
    public String id() {
      return id;
    }

    @Override
    public String toString() {
      return id;
    }
  }

  public Attestation {
    requireNonNull(verdict, "verdict is null");
    requireNonNull(sentence, "sentence is null");
    primitives = Collections.unmodifiableMap(new TreeMap<>(primitives));
    mklCalls = Collections.unmodifiableMap(new TreeMap<>(mklCalls));
    libraries = requireNonNull(libraries, "libraries is null").map(List::copyOf);
  }

  /** Returns that nobody could look, and why. */
  public static Attestation notMade(String reason) {
    return new Attestation(Verdict.NOT_MADE, reason, Map.of(), Map.of(), Optional.empty());
  }
}
