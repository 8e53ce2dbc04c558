package dev.rote.runner.plugin;

import dev.rote.api.Backend;

/**
 * The parent of every backend's class loader: the platform and the API, and nothing of the runner,
 * so that no library of the runner can meet a library of a framework.
 */
final class ApiClassLoader extends ClassLoader {
  private static final String API = Backend.class.getPackageName() + ".";

  ApiClassLoader() {
    super("rote-api", ClassLoader.getPlatformClassLoader());
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (name.startsWith(API)) {
      return Class.forName(name, false, Backend.class.getClassLoader());
    }
    throw new ClassNotFoundException(name);
  }
}
