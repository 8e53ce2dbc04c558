package dev.rote.runner.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.Attestation.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttestationJudgeTest {
  private static final Map<String, Integer> CONVOLUTION = Map.of("convolution", 6, "reorder", 2);
  private static final Map<String, Integer> GEMM = Map.of("gemm_api", 4);

  @Test
  void theLinesOfAllVersionsOfOneDnnAreRead() {
    Map<String, Integer> counts =
        OneDnnVerbose.count(
            Stream.of(
                "onednn_verbose,info,oneDNN v3.7.1 (commit 8d263e693366ef8db40acc569cc7d8edf644556d)",
                "onednn_verbose,v1,info,cpu,runtime:OpenMP,nthr:2",
                "onednn_verbose,exec,cpu,convolution,jit:avx512_core,forward_training,src_f32,,,,0.1",
                "onednn_verbose,primitive,exec,cpu,convolution,brgconv:avx512_core,backward_data,,0.2",
                "onednn_verbose,v1,primitive,create:cache_miss,cpu,matmul,brg_matmul,undef,,,0.2",
                "a framework's line without its end onednn_verbose,v1,primitive,exec,cpu,matmul,brg,,",
                "onednn_verbose,primitive,exec,cpu,gemm_api,,undef,src_f32::blocked:ab:f0,,,4x5:5x6,0.01",
                "onednn_verbose,v1,primitive,exec",
                "something else"));

    assertThat(counts).isEqualTo(Map.of("convolution", 2, "matmul", 1, "gemm_api", 1));
  }

  @Test
  void oneDnnThatDoesNotEvenExecuteTheConvolutionsIsContradicted() {
    assertThat(judge(DeviceKind.ONEDNN, Map.of()))
        .returns(Verdict.CONTRADICTED, Attestation::verdict)
        .returns(
            "no oneDNN primitive executed, although there are convolutions", Attestation::sentence);
    assertThat(judge(DeviceKind.ONEDNN, GEMM))
        .returns(Verdict.CONTRADICTED, Attestation::verdict)
        .extracting(Attestation::sentence)
        .asString()
        .contains("gemm_api x 4");
  }

  @Test
  void oneDnnWithoutAPrimitiveIsNoEvidenceWhereThereAreOnlyMatrixProducts() {
    assertThat(
            AttestationJudge.judge(
                Device.first(DeviceKind.ONEDNN), false, Map.of(), 42, Optional.empty()))
        .returns(Verdict.NO_EVIDENCE, Attestation::verdict)
        .returns("no oneDNN primitive executed", Attestation::sentence);
  }

  @Test
  void oneDnnWithPrimitivesIsConfirmed() {
    assertThat(judge(DeviceKind.ONEDNN, CONVOLUTION))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns("oneDNN executed convolution x 6, reorder x 2", Attestation::sentence);
  }

  @Test
  void cpuIsContradictedByProductsButNotByBareMatrixProducts() {
    assertThat(judge(DeviceKind.CPU, CONVOLUTION).verdict()).isEqualTo(Verdict.CONTRADICTED);
    assertThat(judge(DeviceKind.CPU, Map.of()).verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(judge(DeviceKind.CPU, GEMM))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns("of oneDNN no product executed, only gemm_api x 4", Attestation::sentence);
  }

  @Test
  void cudaIsConfirmedByTheDriversListOnly() {
    assertThat(cuda(Map.of(), Optional.of(List.of(1L, 42L))).verdict())
        .isEqualTo(Verdict.CONFIRMED);
    assertThat(cuda(Map.of(), Optional.of(List.of(1L))).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(cuda(Map.of(), Optional.empty()).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(cuda(CONVOLUTION, Optional.of(List.of(42L))).verdict())
        .isEqualTo(Verdict.CONTRADICTED);
  }

  private static Attestation judge(DeviceKind kind, Map<String, Integer> primitives) {
    return AttestationJudge.judge(Device.first(kind), true, primitives, 42, Optional.empty());
  }

  private static Attestation cuda(
      Map<String, Integer> primitives, Optional<List<Long>> gpuProcesses) {
    return AttestationJudge.judge(
        Device.first(DeviceKind.CUDA), true, primitives, 42, gpuProcesses);
  }
}
