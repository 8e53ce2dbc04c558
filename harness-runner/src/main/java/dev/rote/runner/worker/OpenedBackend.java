package dev.rote.runner.worker;

import dev.rote.api.Backend;
import dev.rote.runner.plugin.Plugins;
import dev.rote.runner.wire.BackendRef;

/** Opens a backend for the thread that will use it. */
final class OpenedBackend {
  private OpenedBackend() {}

  static Backend open(BackendRef backend) {
    Plugins.Opened opened = Plugins.open(backend.classPath(), backend.id());
    Thread.currentThread().setContextClassLoader(opened.loader());
    return opened.backend();
  }
}
