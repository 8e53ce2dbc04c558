package dev.rote.runner.worker;

import dev.rote.api.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.stream.Stream;

/** Lets a cell show, in a short untimed run of its own, which kernels execute its work. */
public final class AttestationRunner {
  private AttestationRunner() {}

  /**
   * Attests a cell.
   *
   * @param request the cell; its log should be one of its own, as it fills with evidence
   * @throws IOException if the log cannot be written or no process can be started
   */
  public static Attestation run(CellRequest request) throws IOException {
    return switch (CellLaunch.of(request, request.experiment().stop().timeout())) {
      case CellLaunch.Refused(CellObjection objection) ->
          Attestation.none(request.device(), objection.reason());
      case CellLaunch.Ready(WorkerLaunch launch) ->
          attest(request, launch.with("ONEDNN_VERBOSE", "1"));
    };
  }

  private static Attestation attest(CellRequest request, WorkerLaunch launch) throws IOException {
    JobResult<WorkerEvent.Attested> result =
        JobResult.of(launch, new WorkerJob.Attest(request.cell()), WorkerEvent.Attested.class);
    if (result.answer().isEmpty()) {
      return Attestation.none(
          request.device(), "the attested run failed: " + result.requireFailure().reason());
    }
    WorkerEvent.Attested attested = result.answer().get();
    // Bytes that are no text must not hide the lines that are.
    try (Stream<String> lines = Files.lines(request.log(), StandardCharsets.ISO_8859_1)) {
      Map<String, Integer> primitives = OneDnnVerbose.count(lines);
      return Attestation.judge(
          request.device(),
          hasConvolutions(request),
          primitives,
          attested.pid(),
          attested.gpuProcesses());
    }
  }

  private static boolean hasConvolutions(CellRequest request) {
    return request.experiment().model().allNodes().stream()
        .anyMatch(node -> node.layer() instanceof Layer.Conv2d);
  }
}
