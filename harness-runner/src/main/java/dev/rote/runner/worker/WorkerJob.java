package dev.rote.runner.worker;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rote.api.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** What a worker is to do: the contents of the file that its process is started with. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "job")
sealed interface WorkerJob {
  /**
   * Where the backend of a job is.
   *
   * @param id of the backend
   * @param classPath its jars on the device of the job
   */
  record BackendRef(String id, List<Path> classPath) {
    public BackendRef {
      classPath = List.copyOf(classPath);
    }
  }

  /**
   * The cell of a job.
   *
   * @param suite the resolved suite as JSON
   * @param experimentId which of its experiments
   * @param backend where the backend is
   * @param device where it runs
   * @param threads how many threads the framework may use for one operation
   * @param dataDirectories where data sets are looked for
   */
  record Cell(
      String suite,
      String experimentId,
      BackendRef backend,
      Device device,
      int threads,
      List<Path> dataDirectories) {
    public Cell {
      dataDirectories = List.copyOf(dataDirectories);
    }
  }

  /** Train a cell until its stop rule ends it. */
  record Converge(Cell cell) implements WorkerJob {}

  /**
   * Measure a cell's throughput in one JMH fork for training and one for predictions.
   *
   * @param batchSize examples of a step and, at most, of a batch of predictions
   * @param warmupIterations iterations not counted
   * @param warmupTime length of each
   * @param iterations iterations counted
   * @param iterationTime length of each
   * @param jvmOptions options for JMH's forks, which are those of the worker itself
   */
  record MeasureThroughput(
      Cell cell,
      int batchSize,
      int warmupIterations,
      Duration warmupTime,
      int iterations,
      Duration iterationTime,
      List<String> jvmOptions)
      implements WorkerJob {
    public MeasureThroughput {
      jvmOptions = List.copyOf(jvmOptions);
    }
  }

  /**
   * Train the first steps of a cell.
   *
   * @param floor whether to train them again from beside the initial parameters
   */
  record TraceSteps(Cell cell, int steps, boolean floor) implements WorkerJob {}

  /** Ask a backend which of these devices it can use. */
  record Probe(BackendRef backend, List<Device> devices) implements WorkerJob {
    public Probe {
      devices = List.copyOf(devices);
    }
  }

  /** Run a cell for a moment, so that its framework can show what it executes. */
  record Attest(Cell cell) implements WorkerJob {}

  /**
   * Perform a task of a module on top of this one.
   *
   * @param name of the class, a {@link WorkerTask} with a constructor without arguments
   * @param arguments for the task
   */
  record Task(String name, BackendRef backend, Device device, int threads, List<String> arguments)
      implements WorkerJob {
    public Task {
      arguments = List.copyOf(arguments);
    }
  }

  /** Measure the machine's float32 peak with this many threads. */
  record MeasurePeak(int threads) implements WorkerJob {}
}
