package dev.rote.runner.training;

import dev.rote.api.DeviceKind;
import dev.rote.api.Model;

/**
 * How many steps a training call gets at most. A function of the experiment and the kind of device
 * alone, and so the same for every backend: enough that the call itself costs nothing, and few
 * enough that a call takes a moment rather than a minute.
 */
public final class StepsPerCall {
  private static final int MOST = 64;

  /** About a tenth of a second on a processor. */
  private static final double PROCESSOR_FLOPS = 10e9;

  /** About a tenth of a second on a GPU. */
  private static final double GPU_FLOPS = 2e12;

  private StepsPerCall() {}

  /** Returns how many steps. */
  public static int of(Model model, int batchSize, DeviceKind kind) {
    double wanted =
        switch (kind) {
          case CPU, ONEDNN -> PROCESSOR_FLOPS;
          case CUDA -> GPU_FLOPS;
        };
    double perStep = Math.max(1.0, (double) model.trainingFlops() * batchSize);
    return Math.clamp(Math.round(wanted / perStep), 1, MOST);
  }
}
