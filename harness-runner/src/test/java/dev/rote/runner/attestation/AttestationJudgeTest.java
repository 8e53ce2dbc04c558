package dev.rote.runner.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.Attestation.Verdict;
import dev.rote.runner.result.evidence.LoadedLibrary;
import dev.rote.runner.result.evidence.MathLibrary;
import dev.rote.runner.result.evidence.ProcessEvidence;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AttestationJudgeTest {
  private static final NativeLog SILENCE = NativeLog.of(Stream.empty());
  private static final NativeLog HEADER =
      NativeLog.of(Stream.of("onednn_verbose,v1,info,oneDNN v3.7.1 (commit 8d263e69)"));
  private static final NativeLog CONVOLUTIONS =
      NativeLog.of(
          Stream.of(
              "dnnl_verbose,info,oneDNN v2.3.0 (commit aec51f92)",
              "dnnl_verbose,exec,cpu,convolution,brgconv:avx512_core,forward_inference,src,,,10.4",
              "dnnl_verbose,exec,cpu,reorder,jit:uni,undef,src_f32::blocked:abcd:f0,,,1.0"));
  private static final NativeLog GEMM =
      NativeLog.of(Stream.of("onednn_verbose,primitive,exec,cpu,gemm_api,,undef,src,,,4x5,0.01"));
  private static final NativeLog MKL =
      NativeLog.of(
          Stream.of(
              "MKL_VERBOSE oneAPI MKL 2024.2 Product build 20240605 for Intel(R) 64 architecture",
              "MKL_VERBOSE SGEMM(T,N,512,128,2352,0x7f,0x7e,2352) 1.41ms CNR:OFF Dyn:1 FastMM:1"));

  private static final LoadedLibrary OPENBLAS = library("libopenblas.so.0", "OpenBLAS");
  private static final LoadedLibrary TORCH = library("libtorch_cpu.so", MathLibrary.ONEDNN);
  private static final LoadedLibrary DELETED = new LoadedLibrary("libgone.so", 0, List.of(), false);

  @Test
  void onCpuOneDnnThatIsNotEvenLoadedIsProof() {
    assertThat(judge(DeviceKind.CPU, SILENCE, OPENBLAS))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns(
            "none of the 1 native libraries of the process contains oneDNN", Attestation::sentence);
    assertThat(judge(DeviceKind.CPU, SILENCE))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns("the process has loaded no native library", Attestation::sentence);
  }

  @Test
  void onCpuSilenceOfALoadedOneDnnIsNoProof() {
    assertThat(judge(DeviceKind.CPU, SILENCE, TORCH))
        .returns(Verdict.NO_EVIDENCE, Attestation::verdict)
        .returns(
            "oneDNN, in libtorch_cpu.so, printed nothing, and nothing shows that it would",
            Attestation::sentence);
  }

  @Test
  void onCpuSilenceIsNoProofWhereALibraryCannotBeLookedInto() {
    assertThat(judge(DeviceKind.CPU, SILENCE, OPENBLAS, DELETED))
        .returns(Verdict.NO_EVIDENCE, Attestation::verdict)
        .extracting(Attestation::sentence)
        .asString()
        .contains("libgone.so");
    assertThat(
            AttestationJudge.judge(
                Device.first(DeviceKind.CPU),
                true,
                SILENCE,
                new ProcessEvidence(42, Optional.empty(), List.of(), Optional.empty()),
                Optional.empty()))
        .returns(Verdict.NO_EVIDENCE, Attestation::verdict);
  }

  @Test
  void onCpuSilenceIsProofWhereTheSameFileSpeaksOnOneDnn() {
    assertThat(cpu(new AttestationJudge.Control(CONVOLUTIONS, process(TORCH))))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns(
            "oneDNN, in libtorch_cpu.so, printed nothing, and the same file prints what it executes"
                + " on onednn: convolution x 1, reorder x 1",
            Attestation::sentence);
  }

  @Test
  void aControlThatIsSilentOrUsesAnotherFileProvesNothing() {
    LoadedLibrary other = new LoadedLibrary(TORCH.file(), 7, TORCH.contains(), true);

    assertThat(cpu(new AttestationJudge.Control(SILENCE, process(TORCH))).verdict())
        .isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(cpu(new AttestationJudge.Control(CONVOLUTIONS, process(other))).verdict())
        .isEqualTo(Verdict.NO_EVIDENCE);
  }

  @Test
  void aControlIsWantedWhereOneDnnIsLoadedAndSilent() {
    Device cpu = Device.first(DeviceKind.CPU);
    assertThat(AttestationJudge.wantsControl(cpu, SILENCE, process(TORCH))).isTrue();
    assertThat(AttestationJudge.wantsControl(cpu, SILENCE, process(OPENBLAS))).isFalse();
    assertThat(AttestationJudge.wantsControl(cpu, GEMM, process(TORCH))).isFalse();
    assertThat(
            AttestationJudge.wantsControl(Device.first(DeviceKind.ONEDNN), SILENCE, process(TORCH)))
        .isFalse();
  }

  @Test
  void onCpuWhatOneDnnSaysCounts() {
    assertThat(judge(DeviceKind.CPU, CONVOLUTIONS, TORCH).verdict())
        .isEqualTo(Verdict.CONTRADICTED);
    assertThat(judge(DeviceKind.CPU, HEADER, TORCH))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns("oneDNN announced itself and executed nothing", Attestation::sentence);
    assertThat(judge(DeviceKind.CPU, GEMM, TORCH))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns("of oneDNN no product executed, only gemm_api x 1", Attestation::sentence);
  }

  @Test
  void oneDnnWithPrimitivesIsConfirmedWhateverItsAge() {
    assertThat(judge(DeviceKind.ONEDNN, CONVOLUTIONS, TORCH))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns("oneDNN executed convolution x 1, reorder x 1", Attestation::sentence);
  }

  @Test
  void oneDnnThatIsNotLoadedIsContradicted() {
    assertThat(judge(DeviceKind.ONEDNN, SILENCE, OPENBLAS))
        .returns(Verdict.CONTRADICTED, Attestation::verdict)
        .returns(
            "none of the 1 native libraries of the process contains oneDNN", Attestation::sentence);
    assertThat(judge(DeviceKind.ONEDNN, SILENCE, DELETED).verdict()).isEqualTo(Verdict.NO_EVIDENCE);
  }

  @Test
  void oneDnnThatSpeaksAndDoesNotExecuteTheConvolutionsIsContradicted() {
    assertThat(judge(DeviceKind.ONEDNN, GEMM, TORCH))
        .returns(Verdict.CONTRADICTED, Attestation::verdict)
        .returns(
            "no oneDNN primitive executed, only calls of its matrix product: gemm_api x 1,"
                + " although there are convolutions",
            Attestation::sentence);
    assertThat(judge(DeviceKind.ONEDNN, SILENCE, TORCH))
        .returns(Verdict.NO_EVIDENCE, Attestation::verdict)
        .returns("oneDNN, in libtorch_cpu.so, printed nothing", Attestation::sentence);
  }

  @Test
  void oneDnnWithoutAPrimitiveIsNoEvidenceWhereThereAreOnlyMatrixProducts() {
    assertThat(
            AttestationJudge.judge(
                Device.first(DeviceKind.ONEDNN), false, MKL, process(TORCH), Optional.empty()))
        .returns(Verdict.NO_EVIDENCE, Attestation::verdict)
        .returns("no oneDNN primitive executed; MKL executed SGEMM x 1", Attestation::sentence);
  }

  @Test
  void cudaIsConfirmedByTheDriversListOrByTheProcesssOwnFiles() {
    LoadedLibrary cublas = library("libcublas.so.12.4.5.8", "cuBLAS");
    assertThat(cuda(Optional.of(List.of(1L, 42L)), List.of(), cublas).verdict())
        .isEqualTo(Verdict.CONFIRMED);
    assertThat(cuda(Optional.of(List.of(1L)), List.of("/dev/nvidia0"), cublas))
        .returns(Verdict.CONFIRMED, Attestation::verdict)
        .returns(
            "the process has /dev/nvidia0 open and has loaded libcublas.so.12.4.5.8",
            Attestation::sentence);
    assertThat(cuda(Optional.of(List.of(1L)), List.of("/dev/nvidia0"), OPENBLAS).verdict())
        .isEqualTo(Verdict.NO_EVIDENCE);
    assertThat(cuda(Optional.empty(), List.of(), cublas))
        .returns(Verdict.CONTRADICTED, Attestation::verdict)
        .returns("the process has no file of a GPU open", Attestation::sentence);
  }

  @Test
  void productsOfOneDnnContradictCuda() {
    assertThat(judge(DeviceKind.CUDA, CONVOLUTIONS, TORCH).verdict())
        .isEqualTo(Verdict.CONTRADICTED);
  }

  @Test
  void versionsThatOnlyALogTellsAreAddedToTheLibraries() {
    LoadedLibrary both =
        new LoadedLibrary(
            "libtorch_cpu.so",
            9,
            List.of(
                new MathLibrary(MathLibrary.ONEDNN, Optional.empty()),
                new MathLibrary(MathLibrary.MKL, Optional.empty())),
            true);

    assertThat(judge(DeviceKind.ONEDNN, MKL, both).libraries().orElseThrow().getFirst().contains())
        .extracting(MathLibrary::toString)
        .containsExactly("oneDNN", "MKL 2024.2");
    assertThat(
            judge(DeviceKind.ONEDNN, CONVOLUTIONS, both)
                .libraries()
                .orElseThrow()
                .getFirst()
                .contains())
        .extracting(MathLibrary::toString)
        .containsExactly("oneDNN 2.3.0", "MKL");
  }

  private static Attestation judge(DeviceKind kind, NativeLog log, LoadedLibrary... libraries) {
    return AttestationJudge.judge(
        Device.first(kind), true, log, process(libraries), Optional.empty());
  }

  private static Attestation cpu(AttestationJudge.Control control) {
    return AttestationJudge.judge(
        Device.first(DeviceKind.CPU), true, SILENCE, process(TORCH), Optional.of(control));
  }

  private static Attestation cuda(
      Optional<List<Long>> gpuProcesses, List<String> gpuFiles, LoadedLibrary library) {
    return AttestationJudge.judge(
        Device.first(DeviceKind.CUDA),
        true,
        SILENCE,
        new ProcessEvidence(42, Optional.of(List.of(library)), gpuFiles, gpuProcesses),
        Optional.empty());
  }

  private static ProcessEvidence process(LoadedLibrary... libraries) {
    return new ProcessEvidence(42, Optional.of(List.of(libraries)), List.of(), Optional.empty());
  }

  private static LoadedLibrary library(String file, String contains) {
    return new LoadedLibrary(
        file, 1000, List.of(new MathLibrary(contains, Optional.empty())), true);
  }
}
