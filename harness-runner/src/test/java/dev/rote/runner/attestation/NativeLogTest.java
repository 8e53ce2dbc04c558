package dev.rote.runner.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NativeLogTest {
  @Test
  void theLinesOfAllVersionsOfOneDnnAreRead() {
    NativeLog log =
        NativeLog.of(
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

    assertThat(log.primitives()).isEqualTo(Map.of("convolution", 2, "matmul", 1, "gemm_api", 1));
    assertThat(log.oneDnn()).contains("3.7.1");
  }

  @Test
  void theLinesOfItsOlderNamesAreReadAsWell() {
    NativeLog dnnl =
        NativeLog.of(
            Stream.of(
                "dnnl_verbose,info,oneDNN v2.3.0 (commit aec51f92ba9b23c5ed4b6753995f847615f5968a)",
                "dnnl_verbose,exec,cpu,inner_product,brgemm:avx512_core,forward_inference,,,mb64,7.3",
                "dnnl_verbose,create:cache_miss,cpu,matmul,gemm:jit,undef,src_f32::blocked,74.5"));
    NativeLog mklDnn =
        NativeLog.of(
            Stream.of(
                "mkldnn_verbose,info,Intel MKL-DNN v0.20.6 (commit 50ab0e6)",
                "mkldnn_verbose,exec,convolution,jit:avx2,forward_training,fsrc:nchw,alg:direct,0.2"));

    assertThat(dnnl.primitives()).isEqualTo(Map.of("inner_product", 1));
    assertThat(dnnl.oneDnn()).contains("2.3.0");
    assertThat(mklDnn.primitives()).isEqualTo(Map.of("convolution", 1));
    assertThat(mklDnn.oneDnn()).contains("0.20.6");
  }

  @Test
  void callsOfMklAreCounted() {
    NativeLog log =
        NativeLog.of(
            Stream.of(
                "MKL_VERBOSE oneAPI MKL 2024.2 Product build 20240605 for Intel(R) 64 architecture",
                "MKL_VERBOSE SGEMM(T,N,512,128,2352,0x7f,0x7e,2352) 1.41ms CNR:OFF Dyn:1 FastMM:1",
                "MKL_VERBOSE SGEMM(T,N,10,128,512,0x7f,0x7e,512) 11.41us CNR:OFF Dyn:1 FastMM:1"));

    assertThat(log.mklCalls()).isEqualTo(Map.of("SGEMM", 2));
    assertThat(log.mkl()).contains("2024.2");
    assertThat(log.oneDnn()).isEmpty();
  }
}
