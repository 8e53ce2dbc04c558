package dev.rote.runner.wire;

import java.nio.file.Path;
import java.util.List;

/**
 * Where the backend of a job is.
 *
 * @param id what the backend calls itself, whatever the name of the place where it was found
 * @param classPath its jars on the device of the job
 */
public record BackendRef(String id, List<Path> classPath) {
  public BackendRef {
    classPath = List.copyOf(classPath);
  }
}
