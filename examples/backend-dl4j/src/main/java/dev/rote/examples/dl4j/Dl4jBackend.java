package dev.rote.examples.dl4j;

import dev.rote.api.Availability;
import dev.rote.api.Backend;
import dev.rote.api.Device;
import dev.rote.api.DeviceKind;
import dev.rote.api.Launch;
import dev.rote.api.Parameters;
import dev.rote.api.Trainer;
import dev.rote.api.TrainingPlan;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ND4J on the processor: with OpenBLAS alone on {@code cpu}, with oneDNN on {@code onednn}. */
public final class Dl4jBackend implements Backend {
  /**
   * JavaCPP, which loads ND4J's natives, would else fail when memory outside of the heap is more
   * than the heap may be.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "--enable-native-access=ALL-UNNAMED",
          "-Dorg.bytedeco.javacpp.maxbytes=0",
          "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
          "-Dorg.nd4j.log.initialization=false");

  @Override
  public int apiVersion() {
    return API_VERSION;
  }

  @Override
  public String id() {
    return "dl4j";
  }

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public Set<DeviceKind> devices() {
    return EnumSet.of(DeviceKind.CPU, DeviceKind.ONEDNN);
  }

  /** Returns the thread counts of OpenMP, which ND4J and oneDNN use, and of OpenBLAS. */
  @Override
  public Launch launch(Device device, int threads) {
    return new Launch(
        Map.of(
            "OMP_NUM_THREADS", String.valueOf(threads),
            "OPENBLAS_NUM_THREADS", String.valueOf(threads)),
        JVM_OPTIONS);
  }

  @Override
  public Availability probe(Device device) {
    return Natives.probe(device.kind());
  }

  @Override
  public Trainer open(TrainingPlan plan, Parameters initial) {
    return new Dl4jTrainer(plan, initial);
  }
}
