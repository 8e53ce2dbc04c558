package dev.rote.runner.machine;

import dev.rote.runner.result.evidence.LoadedLibrary;
import dev.rote.runner.result.evidence.MathLibrary;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds libraries of kernels in native libraries: by the names of their files, and, as frameworks
 * link them into their own and hide their symbols, by texts that each has among its constants.
 */
final class MathLibraries {
  /** How a file of its own is called. */
  private enum Name {
    ONEDNN(MathLibrary.ONEDNN, "lib(dnnl|mkldnn)\\.so.*"),
    MKL(MathLibrary.MKL, "libmkl_.*"),
    OPENBLAS("OpenBLAS", "lib(jni)?openblas.*"),
    BLIS("BLIS", "libblis.*"),
    CUDNN("cuDNN", "libcudnn.*"),
    CUBLAS("cuBLAS", "libcublas.*"),
    CUDA_RUNTIME("CUDA runtime", "libcudart.*"),
    CUDA_DRIVER("CUDA driver", "libcuda\\.so.*"),
    OPENMP("OpenMP", "lib(gomp|iomp5|omp).*");

    private static final Pattern VERSION = Pattern.compile("\\.so\\.(\\d[\\d.]*\\.\\d[\\d.]*)$");

    private final String library;
    private final Pattern file;

    Name(String library, String file) {
      this.library = library;
      this.file = Pattern.compile(file);
    }

    static Stream<MathLibrary> of(String file) {
      Matcher version = VERSION.matcher(file);
      return Stream.of(values())
          .filter(name -> name.file.matcher(file).matches())
          .map(name ->
              new MathLibrary(
                  name.library,
                  version.find(0) ? Optional.of(version.group(1)) : Optional.empty()));
    }
  }

  /** A text that only one library has among its constants. */
  private enum Text {
    /** How the lines begin that it prints on request, under the three names that it has had. */
    ONEDNN_LOG(MathLibrary.ONEDNN, "onednn_verbose"),
    DNNL_LOG(MathLibrary.ONEDNN, "dnnl_verbose"),
    MKLDNN_LOG(MathLibrary.ONEDNN, "mkldnn_verbose"),
    /** The name of a kernel, for one that was built without its log. */
    ONEDNN_KERNEL(MathLibrary.ONEDNN, "jit_1x1:"),
    MKL(MathLibrary.MKL, "Math Kernel Library Version"),
    /** Its version follows the space. */
    OPENBLAS("OpenBLAS", "OpenBLAS 0.");

    private static final Pattern VERSION = Pattern.compile("\\w+ (\\d[\\d.]*\\d)");

    private final String library;
    private final BytePattern text;

    Text(String library, String text) {
      this.library = library;
      this.text = new BytePattern(text);
    }
  }

  /** Longer than a text and a version after it. */
  private static final int OVERLAP = 64;

  private MathLibraries() {}

  /** Describes a mapped file. */
  static LoadedLibrary describe(MappedFiles.MappedFile mapped) {
    Map<String, MathLibrary> contained = new LinkedHashMap<>();
    try {
      Path path = mapped.path().toRealPath();
      String file = path.getFileName().toString();
      Name.of(file).forEach(library -> contained.put(library.name(), library));
      if (!mapped.deleted()) {
        ElfData.read(path, OVERLAP, piece -> find(piece, contained));
        return library(file, Files.size(path), contained, true);
      }
    } catch (IOException e) {
      // What cannot be read is said to be so.
    }
    return library(mapped.path().getFileName().toString(), 0, contained, false);
  }

  private static LoadedLibrary library(
      String file, long bytes, Map<String, MathLibrary> contained, boolean read) {
    return new LoadedLibrary(file, bytes, List.copyOf(contained.values()), read);
  }

  private static void find(ByteBuffer piece, Map<String, MathLibrary> contained) {
    for (Text text : Text.values()) {
      MathLibrary known = contained.get(text.library);
      if (known == null || known.version().isEmpty() && text == Text.OPENBLAS) {
        int at = text.text.indexIn(piece);
        if (at >= 0) {
          contained.put(text.library, new MathLibrary(text.library, version(piece, at)));
        }
      }
    }
  }

  private static Optional<String> version(ByteBuffer piece, int at) {
    int length = Math.min(OVERLAP, piece.limit() - at);
    String found = new String(piece.array(), at, length, StandardCharsets.ISO_8859_1);
    Matcher version = Text.VERSION.matcher(found);
    return version.lookingAt() ? Optional.of(version.group(1)) : Optional.empty();
  }
}
