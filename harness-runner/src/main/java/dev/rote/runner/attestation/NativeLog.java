package dev.rote.runner.attestation;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What libraries of kernels print of themselves when {@link #VARIABLES} are set.
 *
 * <p>oneDNN's lines begin with {@code onednn_verbose,} since 2.4, with {@code dnnl_verbose,} in 1.x
 * and up to 2.3, and with {@code mkldnn_verbose,} before. They differ by version, too: {@code
 * exec,convolution,...} in 0.x, {@code exec,cpu,convolution,...} from 1.x on, {@code
 * primitive,exec,cpu,...} in 3.0, {@code v1,primitive,exec,cpu,...} since 3.5. Intel's Math Kernel
 * Library prints {@code MKL_VERBOSE SGEMM(...)}.
 *
 * @param primitives how often oneDNN executed each primitive
 * @param oneDnn the version of the oneDNN that announced itself, which shows that its log works
 * @param mklCalls how often each routine of MKL was called
 * @param mkl the version of the MKL that announced itself
 */
public record NativeLog(
    Map<String, Integer> primitives,
    Optional<String> oneDnn,
    Map<String, Integer> mklCalls,
    Optional<String> mkl) {
  /** The environment variables that make libraries print, each in the name of some version. */
  public static final Map<String, String> VARIABLES =
      Map.of("ONEDNN_VERBOSE", "1", "DNNL_VERBOSE", "1", "MKLDNN_VERBOSE", "1", "MKL_VERBOSE", "1");

  private static final Pattern ONEDNN = Pattern.compile("(?:onednn|dnnl|mkldnn)_verbose,(.*)");
  private static final Pattern ONEDNN_VERSION =
      Pattern.compile("info,(?:oneDNN|DNNL|Intel MKL-DNN|MKL-DNN) v(\\d[\\w.]*)");
  private static final Pattern MKL_CALL = Pattern.compile("MKL_VERBOSE ([A-Z]\\w*)\\(");
  private static final Pattern MKL_VERSION = Pattern.compile("MKL_VERBOSE .*MKL (\\d[\\w.]*)");
  private static final String EXECUTED = "exec";

  /** Kinds of engine, which stand before the primitive. */
  private static final Set<String> ENGINES = Set.of("cpu", "gpu", "any");

  /** Its matrix product, which Eigen calls whatever the switches say, is not a primitive. */
  private static final String GEMM = "gemm_api";

  /** Where the arithmetic of a network is; the others change a layout or little. */
  private static final Set<String> PRODUCTS =
      Set.of("convolution", "deconvolution", "inner_product", "matmul");

  public NativeLog {
    primitives = Collections.unmodifiableMap(new TreeMap<>(primitives));
    mklCalls = Collections.unmodifiableMap(new TreeMap<>(mklCalls));
  }

  /**
   * Reads a log.
   *
   * @throws IOException if it cannot be read
   */
  public static NativeLog read(Path log) throws IOException {
    // Bytes that are no text must not hide the lines that are.
    try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
      return of(lines);
    }
  }

  static NativeLog of(Stream<String> lines) {
    Map<String, Integer> primitives = new TreeMap<>();
    Map<String, Integer> mklCalls = new TreeMap<>();
    String[] versions = new String[2];
    lines.forEach(line -> {
      // Something else may have been printed at the beginning of a line.
      Matcher oneDnn = ONEDNN.matcher(line);
      if (oneDnn.find()) {
        primitive(oneDnn.group(1)).ifPresent(name -> primitives.merge(name, 1, Integer::sum));
        versions[0] = versions[0] == null ? found(ONEDNN_VERSION, line) : versions[0];
      }
      Matcher mkl = MKL_CALL.matcher(line);
      if (mkl.find()) {
        mklCalls.merge(mkl.group(1), 1, Integer::sum);
      } else if (versions[1] == null) {
        versions[1] = found(MKL_VERSION, line);
      }
    });
    return new NativeLog(
        primitives, Optional.ofNullable(versions[0]), mklCalls, Optional.ofNullable(versions[1]));
  }

  private static String found(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    return matcher.find() ? matcher.group(1) : null;
  }

  private static Optional<String> primitive(String line) {
    List<String> fields = Arrays.asList(line.split(",", -1));
    int executed = fields.indexOf(EXECUTED);
    if (executed < 0) {
      return Optional.empty();
    }
    return fields.stream()
        .skip(executed + 1L)
        .filter(field -> !ENGINES.contains(field) && !field.matches("(cpu|gpu):\\d+"))
        .findFirst()
        .filter(field -> !field.isEmpty());
  }

  /** Returns whether oneDNN said anything: then its silence about something means something. */
  boolean oneDnnSpeaks() {
    return oneDnn.isPresent() || !primitives.isEmpty();
  }

  /** Returns whether oneDNN executed products, which are most of a network's arithmetic. */
  boolean ranProducts() {
    return primitives.keySet().stream().anyMatch(PRODUCTS::contains);
  }

  /** Returns whether oneDNN executed more than its bare matrix product. */
  boolean ranPrimitives() {
    return primitives.keySet().stream().anyMatch(primitive -> !primitive.equals(GEMM));
  }

  /** Returns the executed primitives for a reader. */
  String listed() {
    return listed(primitives);
  }

  /** Returns the called routines of MKL for a reader. */
  String listedMklCalls() {
    return listed(mklCalls);
  }

  private static String listed(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .map(entry -> entry.getKey() + " x " + entry.getValue())
        .collect(joining(", "));
  }
}
