package dev.rote.runner.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rote.runner.result.evidence.LoadedLibrary;
import dev.rote.runner.result.evidence.MathLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MathLibrariesTest {
  private static final int CODE = 6;
  private static final int CONSTANTS = 2;
  private static final int DEBUGGING = 0;

  @TempDir private Path folder;

  @Test
  void aLibraryLinkedIntoAnotherIsFoundByItsConstants() throws IOException {
    assertThat(found("libnd4jcpu.so", CONSTANTS, "dnnl_verbose,info,oneDNN v%d.%d.%d"))
        .containsExactly(new MathLibrary("oneDNN", Optional.empty()));
    assertThat(found("libnew.so", CONSTANTS, "onednn_verbose,")).hasSize(1);
    assertThat(found("libold.so", CONSTANTS, "mkldnn_verbose,exec,")).hasSize(1);
    assertThat(found("libmute.so", CONSTANTS, "jit_1x1:avx2")).hasSize(1);
    assertThat(found("libtorch_cpu.so", CONSTANTS, "oneAPI Math Kernel Library Version "))
        .containsExactly(new MathLibrary("MKL", Optional.empty()));
  }

  @Test
  void codeAndWhatIsNotLoadedAreNotLookedAt() throws IOException {
    assertThat(found("libcode.so", CODE, "onednn_verbose,")).isEmpty();
    assertThat(found("libdebug.so", DEBUGGING, "onednn_verbose,")).isEmpty();
  }

  @Test
  void aFileWithoutSectionsIsReadWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("libpacked.so"), "xx onednn_verbose, xx");

    assertThat(MathLibraries.describe(new MappedFiles.MappedFile(file, false)).contains("oneDNN"))
        .isTrue();
  }

  @Test
  void aTextAcrossTwoPiecesIsFound() throws IOException {
    String text = "x".repeat((1 << 20) - 5) + "onednn_verbose,";

    assertThat(found("liblong.so", CONSTANTS, text)).hasSize(1);
  }

  @Test
  void namesOfFilesTellLibrariesAndVersions() throws IOException {
    assertThat(found("libcudnn.so.9.1.0", CONSTANTS, ""))
        .containsExactly(new MathLibrary("cuDNN", Optional.of("9.1.0")));
    assertThat(found("libopenblas.so.0", CONSTANTS, "OpenBLAS 0.3.19 NO_LAPACKE DYNAMIC_ARCH"))
        .containsExactly(new MathLibrary("OpenBLAS", Optional.of("0.3.19")));
    assertThat(found("libdnnl.so.3.7", CONSTANTS, "onednn_verbose,"))
        .containsExactly(new MathLibrary("oneDNN", Optional.of("3.7")));
  }

  @Test
  void aLinkStandsForItsFile() throws IOException {
    elf("libcublas.so.12.4.5.8", CONSTANTS, "");
    Path link =
        Files.createSymbolicLink(
            folder.resolve("libcublas.so.12"), Path.of("libcublas.so.12.4.5.8"));

    LoadedLibrary library = MathLibraries.describe(new MappedFiles.MappedFile(link, false));

    assertThat(library.file()).isEqualTo("libcublas.so.12.4.5.8");
    assertThat(library.contains())
        .containsExactly(new MathLibrary("cuBLAS", Optional.of("12.4.5.8")));
  }

  @Test
  void aDeletedFileIsSaidNotToBeRead() {
    LoadedLibrary library =
        MathLibraries.describe(new MappedFiles.MappedFile(folder.resolve("libgone.so"), true));

    assertThat(library).isEqualTo(new LoadedLibrary("libgone.so", 0, List.of(), false));
  }

  @Test
  void mappingsWithCodeAreReadWithTheSpacesInTheirPaths() {
    Stream<String> lines =
        Stream.of(
            "7f0000-7f1000 r--p 00000000 fe:00 123                        /opt/a b/libx.so.1",
            "7f1000-7f2000 r-xp 00001000 fe:00 123                        /opt/a b/libx.so.1",
            "7f3000-7f4000 r-xp 00001000 fe:00 124                        /tmp/liby.so (deleted)",
            "7f4000-7f5000 r-xp 00000000 00:01 77                         /memfd:kernels (deleted)",
            "7f4800-7f4900 r-xp 00000000 fe:00 126                        /opt/jdk/bin/java",
            "7f5000-7f6000 rw-p 00001000 fe:00 125                        /opt/data.bin",
            "7f7000-7f8000 rwxp 00000000 00:00 0 ",
            "7fff00-7fff01 r-xp 00000000 00:00 0                          [vdso]");

    assertThat(MappedFiles.parse(lines))
        .containsExactly(
            new MappedFiles.MappedFile(Path.of("/opt/a b/libx.so.1"), false),
            new MappedFiles.MappedFile(Path.of("/tmp/liby.so"), true),
            new MappedFiles.MappedFile(Path.of("/memfd:kernels"), true));
  }

  private List<MathLibrary> found(String name, int flags, String text) throws IOException {
    return MathLibraries.describe(new MappedFiles.MappedFile(elf(name, flags, text), false))
        .contains();
  }

  /** Writes an ELF file of 64 bits with a single section, of program data with these flags. */
  private Path elf(String name, int flags, String text) throws IOException {
    byte[] data = text.getBytes(StandardCharsets.US_ASCII);
    ByteBuffer file = ByteBuffer.allocate(128 + data.length).order(ByteOrder.LITTLE_ENDIAN);
    file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1});
    file.putLong(40, 64).putShort(58, (short) 64).putShort(60, (short) 1);
    file.putInt(64 + 4, 1)
        .putLong(64 + 8, flags)
        .putLong(64 + 24, 128)
        .putLong(64 + 32, data.length);
    file.put(128, data);
    return Files.write(folder.resolve(name), file.array());
  }
}
