package dev.rote.runner.plugin;

import dev.rote.api.Backend;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * The provider classes that a backend's jars name. They are found where {@link
 * java.util.ServiceLoader} finds them; it says of a class that is no provider only that it is none.
 */
final class Providers {
  /** Where a jar names its provider classes, one a line. */
  static final String FILE = "META-INF/services/" + Backend.class.getName();

  /** Some editors begin a file with it, and nobody sees it. */
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private Providers() {}

  /** Returns whether an entry of a jar could have been meant to be that file. */
  static boolean isNearlyFile(String entry) {
    int services = entry.toLowerCase(Locale.ROOT).indexOf("services/");
    return services >= 0 && entry.substring(services).contains(Backend.class.getSimpleName());
  }

  /** Returns the names of the classes in the order of the class path, each once. */
  static Set<String> names(ClassLoader loader) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    for (URL file : Collections.list(loader.getResources(FILE))) {
      var connection = file.openConnection();
      // A jar may be replaced while this process runs, and a cached one would be read instead.
      connection.setUseCaches(false);
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
        lines
            .lines()
            .map(line -> line.replace(BYTE_ORDER_MARK, "").replaceFirst("#.*", "").strip())
            .filter(name -> !name.isEmpty())
            .forEach(names::add);
      }
    }
    return names;
  }

  /** Returns the class of that name, which is not initialized yet. */
  static Class<?> type(String name, ClassLoader loader) throws NoProviderException {
    if (!SourceVersion.isName(name)) {
      throw new NoProviderException(
          "its %s has the line '%s', which is no name of a class: write one class a line, and comments behind a #"
              .formatted(FILE, visible(name)));
    }
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new NoProviderException(
          "its %s names the class %s, which is not there: correct the name, or put the jar that has it beside the others"
              .formatted(FILE, name));
    }
  }

  /** Returns a text in which one sees every character. */
  private static String visible(String text) {
    StringBuilder visible = new StringBuilder();
    text.chars()
        .forEach(character -> {
          boolean printed = character >= ' ' && character < 0x7F;
          visible.append(printed ? (char) character : "\\u%04X".formatted(character));
        });
    return visible.toString();
  }

  /**
   * Constructs a backend.
   *
   * @throws NoProviderException if the class cannot be a provider
   * @throws Exception whatever its constructor throws
   */
  static Backend construct(Class<?> type) throws Exception {
    if (!Backend.class.isAssignableFrom(type)) {
      throw new NoProviderException(noBackend(type));
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      throw new NoProviderException(
          "its provider class %s is not public: declare it public".formatted(type.getName()));
    }
    if (Modifier.isAbstract(type.getModifiers())) {
      throw new NoProviderException(
          "its provider class %s is abstract: name one that can be constructed in %s"
              .formatted(type.getName(), FILE));
    }
    Constructor<?> constructor;
    try {
      constructor = type.getConstructor();
    } catch (NoSuchMethodException e) {
      throw new NoProviderException(
          "its provider class %s has no public constructor without arguments: give it one"
              .formatted(type.getName()));
    }
    try {
      return (Backend) constructor.newInstance();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw (Exception) e.getCause();
    }
  }

  /** A class that looks like a backend may have got its API from a copy. */
  private static String noBackend(Class<?> type) {
    String copy =
        supertypes(type).stream()
            .filter(each -> each.getName().endsWith(Backend.class.getName()))
            .findFirst()
            .map(each ->
                "; it implements %s%s, a copy of the API: leave the API out of the plugin's jars (in Maven: scope provided, and out of a shaded jar)"
                    .formatted(each.getName(), jar(each).map(file -> " of " + file).orElse("")))
            .orElse("; name the class that does in " + FILE);
    return "its provider class %s does not implement %s%s"
        .formatted(type.getName(), Backend.class.getName(), copy);
  }

  private static List<Class<?>> supertypes(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> each = type; each != null; each = each.getSuperclass()) {
      all.add(each);
      for (Class<?> implemented : each.getInterfaces()) {
        all.addAll(supertypes(implemented));
      }
    }
    return all;
  }

  /** Returns the jar or directory that a class is from, if it is from one. */
  static Optional<Path> jar(Class<?> type) {
    CodeSource source = type.getProtectionDomain().getCodeSource();
    if (source == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
