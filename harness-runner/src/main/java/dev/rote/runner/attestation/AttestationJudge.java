package dev.rote.runner.attestation;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Device;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.Attestation.Verdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Judges whether what a framework's own log shows to have executed fits what a device claims. */
public final class AttestationJudge {
  /** Its matrix product, which Eigen calls whatever the switches say, is not a primitive. */
  private static final String GEMM = "gemm_api";

  /** Where the arithmetic of a network is; the others change a layout or little. */
  private static final Set<String> PRODUCTS =
      Set.of("convolution", "deconvolution", "inner_product", "matmul");

  private AttestationJudge() {}

  /**
   * Judges a run from what its process printed with {@code ONEDNN_VERBOSE=1}.
   *
   * @param convolutions whether its model has any
   * @param log what it printed
   * @param pid its process
   * @param gpuProcesses those that the GPU's driver listed while it ran, if it was asked and
   *     answered
   * @throws IOException if the log cannot be read
   */
  public static Attestation ofLog(
      Device device, boolean convolutions, Path log, long pid, Optional<List<Long>> gpuProcesses)
      throws IOException {
    // Bytes that are no text must not hide the lines that are.
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return judge(device, convolutions, OneDnnVerbose.count(lines), pid, gpuProcesses);
    }
  }

  /**
   * Judges a run.
   *
   * @param convolutions whether its model has any: every framework that has oneDNN gives it those,
   *     while products of matrices may go to another library
   * @param primitives the oneDNN primitives it executed
   * @param pid its process
   * @param gpuProcesses those that the GPU's driver lists, if it was asked and answered
   */
  static Attestation judge(
      Device device,
      boolean convolutions,
      Map<String, Integer> primitives,
      long pid,
      Optional<List<Long>> gpuProcesses) {
    return switch (device.kind()) {
      case CPU -> cpu(primitives);
      case ONEDNN -> oneDnn(convolutions, primitives);
      case CUDA -> cuda(primitives, pid, gpuProcesses);
    };
  }

  private static Attestation cpu(Map<String, Integer> primitives) {
    if (ranProducts(primitives)) {
      return attestation(
          primitives,
          Verdict.CONTRADICTED,
          "oneDNN executed products although the device is cpu: " + listed(primitives));
    }
    return attestation(
        primitives,
        Verdict.CONFIRMED,
        primitives.isEmpty()
            ? "no oneDNN primitive executed"
            : "of oneDNN no product executed, only " + listed(primitives));
  }

  private static Attestation oneDnn(boolean convolutions, Map<String, Integer> primitives) {
    if (primitives.keySet().stream().anyMatch(primitive -> !primitive.equals(GEMM))) {
      return attestation(primitives, Verdict.CONFIRMED, "oneDNN executed " + listed(primitives));
    }
    String sentence =
        primitives.isEmpty()
            ? "no oneDNN primitive executed"
            : "no oneDNN primitive executed, only calls of its matrix product: "
                + listed(primitives);
    return convolutions
        ? attestation(
            primitives, Verdict.CONTRADICTED, sentence + ", although there are convolutions")
        : attestation(primitives, Verdict.NO_EVIDENCE, sentence);
  }

  private static Attestation cuda(
      Map<String, Integer> primitives, long pid, Optional<List<Long>> gpuProcesses) {
    if (ranProducts(primitives)) {
      return attestation(
          primitives,
          Verdict.CONTRADICTED,
          "oneDNN executed products on the processor although the device is cuda: "
              + listed(primitives));
    }
    if (gpuProcesses.isEmpty()) {
      return attestation(primitives, Verdict.NO_EVIDENCE, "nvidia-smi gave no list of processes");
    }
    if (gpuProcesses.get().contains(pid)) {
      return attestation(primitives, Verdict.CONFIRMED, "nvidia-smi lists the process " + pid);
    }
    return attestation(
        primitives,
        Verdict.NO_EVIDENCE,
        "nvidia-smi does not list the process %d, as it cannot in a container with process ids of its own"
            .formatted(pid));
  }

  private static boolean ranProducts(Map<String, Integer> primitives) {
    return primitives.keySet().stream().anyMatch(PRODUCTS::contains);
  }

  private static String listed(Map<String, Integer> primitives) {
    return new TreeMap<>(primitives)
        .entrySet().stream()
            .map(entry -> entry.getKey() + " x " + entry.getValue())
            .collect(joining(", "));
  }

  private static Attestation attestation(
      Map<String, Integer> primitives, Verdict verdict, String sentence) {
    return new Attestation(verdict, sentence, primitives);
  }
}
