package dev.rote.runner.data.store;

import java.net.URI;
import java.nio.file.Path;

/** Is told how fetching goes, on the thread that fetches. */
public interface FetchProgress {
  /** A file needs no download: it is there and sound. */
  void present(Path file);

  /**
   * A download begins.
   *
   * @param file where it will be
   * @param done bytes there already, from an earlier download that was interrupted
   * @param total its size in bytes
   */
  void started(URI source, Path file, long done, long total);

  /**
   * Another piece has come.
   *
   * @param done bytes there by now
   * @param total its size in bytes
   */
  void advanced(Path file, long done, long total);

  /** A download is complete and verified. */
  void finished(Path file);
}
