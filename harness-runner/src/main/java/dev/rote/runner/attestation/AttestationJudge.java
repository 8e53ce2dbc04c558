package dev.rote.runner.attestation;

import static java.util.stream.Collectors.joining;

import dev.rote.api.Device;
import dev.rote.runner.result.Attestation;
import dev.rote.runner.result.Attestation.Verdict;
import dev.rote.runner.result.evidence.LoadedLibrary;
import dev.rote.runner.result.evidence.MathLibrary;
import dev.rote.runner.result.evidence.ProcessEvidence;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges whether what a process shows of itself fits what its device claims. Silence is no proof: a
 * library that printed nothing may not print at all. It counts only where the library is not there,
 * or is known to speak.
 */
public final class AttestationJudge {
  private final Device device;
  private final boolean convolutions;
  private final NativeLog log;
  private final ProcessEvidence process;
  private final Optional<Control> control;

  private AttestationJudge(
      Device device,
      boolean convolutions,
      NativeLog log,
      ProcessEvidence process,
      Optional<Control> control) {
    this.device = device;
    this.convolutions = convolutions;
    this.log = log;
    this.process = process;
    this.control = control;
  }

  /**
   * Another process of the same backend, on {@code onednn} and with a convolution, so that oneDNN
   * must speak if it can.
   *
   * @param log what it printed
   * @param process what it saw of itself
   */
  public record Control(NativeLog log, ProcessEvidence process) {}

  /**
   * Judges a run.
   *
   * @param convolutions whether its model has any: every framework that has oneDNN gives it those,
   *     while products of matrices may go to another library
   * @param log what it printed
   * @param process what it saw of itself
   * @param control what the same backend showed on {@code onednn}, if that was tried
   */
  public static Attestation judge(
      Device device,
      boolean convolutions,
      NativeLog log,
      ProcessEvidence process,
      Optional<Control> control) {
    AttestationJudge judge = new AttestationJudge(device, convolutions, log, process, control);
    return switch (device.kind()) {
      case CPU -> judge.cpu();
      case ONEDNN -> judge.oneDnn();
      case CUDA -> judge.cuda();
    };
  }

  /**
   * Returns whether a control could settle what the process alone does not: on {@code cpu}, oneDNN
   * is there and silent.
   */
  public static boolean wantsControl(Device device, NativeLog log, ProcessEvidence process) {
    return switch (device.kind()) {
      case CPU -> !log.oneDnnSpeaks() && !holders(process).isEmpty();
      case ONEDNN, CUDA -> false;
    };
  }

  private Attestation cpu() {
    if (log.ranProducts()) {
      return contradicted("oneDNN executed products although the device is cpu: " + log.listed());
    }
    if (!log.primitives().isEmpty()) {
      return confirmed("of oneDNN no product executed, only " + log.listed());
    }
    if (log.oneDnnSpeaks()) {
      return confirmed("oneDNN announced itself and executed nothing");
    }
    if (process.libraries().isEmpty()) {
      return noEvidence(
          "oneDNN printed nothing, and this system does not tell whether it is loaded");
    }
    List<LoadedLibrary> holders = holders(process);
    if (!holders.isEmpty()) {
      return silentCpu(holders);
    }
    return unread()
        .map(files ->
            noEvidence(
                "oneDNN printed nothing, and could be in %s, which cannot be read"
                    .formatted(files)))
        .orElseGet(() -> confirmed(noOneDnn()));
  }

  private Attestation silentCpu(List<LoadedLibrary> holders) {
    String files = names(holders);
    boolean speaks =
        control
            .filter(other -> other.log().oneDnnSpeaks())
            .map(other -> holders(other.process()))
            .filter(others ->
                holders.stream().allMatch(holder -> others.stream().anyMatch(holder::sameFile)))
            .isPresent();
    return speaks
        ? confirmed(
            "oneDNN, in %s, printed nothing, and the same file prints what it executes on onednn: %s"
                .formatted(files, control.orElseThrow().log().listed()))
        : noEvidence(
            "oneDNN, in %s, printed nothing, and nothing shows that it would".formatted(files));
  }

  private Attestation oneDnn() {
    if (log.ranPrimitives()) {
      return confirmed("oneDNN executed " + log.listed());
    }
    if (!log.oneDnnSpeaks()
        && process.libraries().isPresent()
        && holders(process).isEmpty()
        && unread().isEmpty()) {
      return contradicted(noOneDnn());
    }
    String sentence =
        log.primitives().isEmpty()
            ? "no oneDNN primitive executed"
            : "no oneDNN primitive executed, only calls of its matrix product: " + log.listed();
    if (convolutions && log.oneDnnSpeaks()) {
      return contradicted(sentence + ", although there are convolutions");
    }
    if (!log.mklCalls().isEmpty()) {
      return noEvidence(sentence + "; MKL executed " + log.listedMklCalls());
    }
    return noEvidence(
        log.oneDnnSpeaks() || holders(process).isEmpty()
            ? sentence
            : "oneDNN, in %s, printed nothing".formatted(names(holders(process))));
  }

  private Attestation cuda() {
    if (log.ranProducts()) {
      return contradicted(
          "oneDNN executed products on the processor although the device is cuda: " + log.listed());
    }
    if (process.gpuProcesses().filter(ids -> ids.contains(process.pid())).isPresent()) {
      return confirmed("nvidia-smi lists the process " + process.pid());
    }
    List<LoadedLibrary> gpuKernels = loaded("cuBLAS", "cuDNN");
    if (!process.gpuFiles().isEmpty() && !gpuKernels.isEmpty()) {
      return confirmed(
          "the process has %s open and has loaded %s"
              .formatted(String.join(", ", process.gpuFiles()), names(gpuKernels)));
    }
    if (process.libraries().isPresent() && process.gpuFiles().isEmpty()) {
      return contradicted("the process has no file of a GPU open");
    }
    return noEvidence(
        process.gpuProcesses().isEmpty()
            ? "nvidia-smi gave no list of processes"
            : "nvidia-smi does not list the process %d, as it cannot in a container with process ids of its own"
                .formatted(process.pid()));
  }

  private List<LoadedLibrary> loaded(String... names) {
    return process.libraries().orElse(List.of()).stream()
        .filter(library -> List.of(names).stream().anyMatch(library::contains))
        .toList();
  }

  private static List<LoadedLibrary> holders(ProcessEvidence process) {
    return process.libraries().orElse(List.of()).stream()
        .filter(library -> library.contains(MathLibrary.ONEDNN))
        .toList();
  }

  /** Returns the names of the libraries that could not be looked into, if there are any. */
  private Optional<String> unread() {
    List<LoadedLibrary> unread =
        process.libraries().orElse(List.of()).stream().filter(library -> !library.read()).toList();
    return unread.isEmpty() ? Optional.empty() : Optional.of(names(unread));
  }

  private String noOneDnn() {
    int count = process.libraries().orElseThrow().size();
    return count == 0
        ? "the process has loaded no native library"
        : "none of the %d native libraries of the process contains oneDNN".formatted(count);
  }

  private static String names(List<LoadedLibrary> libraries) {
    return libraries.stream().map(LoadedLibrary::file).distinct().collect(joining(", "));
  }

  private Attestation confirmed(String sentence) {
    return attestation(Verdict.CONFIRMED, sentence);
  }

  private Attestation contradicted(String sentence) {
    return attestation(Verdict.CONTRADICTED, sentence);
  }

  private Attestation noEvidence(String sentence) {
    return attestation(Verdict.NO_EVIDENCE, sentence);
  }

  private Attestation attestation(Verdict verdict, String sentence) {
    return new Attestation(
        verdict,
        sentence,
        log.primitives(),
        log.mklCalls(),
        process.libraries().map(this::withVersions));
  }

  /** Adds the versions that only logs tell. */
  private List<LoadedLibrary> withVersions(List<LoadedLibrary> libraries) {
    Map<String, Optional<String>> told =
        Map.of(
            MathLibrary.ONEDNN,
            log.oneDnn().or(() -> control.flatMap(other -> other.log().oneDnn())),
            MathLibrary.MKL,
            log.mkl());
    return libraries.stream()
        .map(library ->
            new LoadedLibrary(
                library.file(),
                library.bytes(),
                library.contains().stream()
                    .map(math ->
                        new MathLibrary(
                            math.name(),
                            math.version()
                                .or(() -> told.getOrDefault(math.name(), Optional.empty()))))
                    .toList(),
                library.read()))
        .toList();
  }
}
