package dev.rote.testkit;

import dev.rote.runner.environment.TemporaryFolder;
import dev.rote.testkit.clause.Clause.Footprint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * An empty home for one process, and what it leaves in it. Its temporary folder is its own anyway,
 * and goes with it.
 */
final class EmptyHome implements AutoCloseable {
  /** Folders of a home that many share; what is in them is told apart. */
  private static final Set<String> SHARED = Set.of(".cache", ".config", ".local");

  /** How files of native code begin: ELF, Mach-O in both orders and both sizes, and PE. */
  private static final Set<Integer> MAGIC =
      Set.of(0x7f454c46, 0xcffaedfe, 0xcefaedfe, 0xfeedfacf, 0xfeedface, 0xcafebabe);

  private static final int PE = 0x4d5a;

  private final Path home;

  private EmptyHome(Path home) {
    this.home = home;
  }

  static EmptyHome create() throws IOException {
    return new EmptyHome(TemporaryFolder.createFolder("rote-home"));
  }

  /** Returns the variables by which programs find a home. */
  Map<String, String> environment() {
    Map<String, String> environment = new TreeMap<>();
    environment.put("HOME", home.toString());
    environment.put("XDG_CACHE_HOME", home.resolve(".cache").toString());
    environment.put("XDG_CONFIG_HOME", home.resolve(".config").toString());
    environment.put("XDG_DATA_HOME", home.resolve(".local/share").toString());
    environment.put("XDG_STATE_HOME", home.resolve(".local/state").toString());
    return environment;
  }

  /** Returns the same for Java. */
  List<String> jvmOptions() {
    return List.of("-Duser.home=" + home);
  }

  /** Returns what is in it, by place. */
  List<Footprint> left() throws IOException {
    List<Footprint> left = new ArrayList<>();
    for (Path entry : entries(home)) {
      if (SHARED.contains(entry.getFileName().toString()) && Files.isDirectory(entry)) {
        for (Path inside : entries(entry)) {
          left.add(footprint("~/" + home.relativize(inside), inside));
        }
      } else {
        left.add(footprint("~/" + entry.getFileName(), entry));
      }
    }
    return left;
  }

  private static List<Path> entries(Path folder) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      all.forEach(entries::add);
    }
    entries.sort(Comparator.naturalOrder());
    return entries;
  }

  private static Footprint footprint(String place, Path path) throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> files =
          all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)).toList();
      long bytes = 0;
      boolean natives = false;
      for (Path file : files) {
        bytes += Files.size(file);
        natives |= isNative(file);
      }
      return new Footprint(place, bytes, natives);
    }
  }

  private static boolean isNative(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] first = in.readNBytes(Integer.BYTES);
      if (first.length < Integer.BYTES) {
        return false;
      }
      int magic = 0;
      for (byte each : first) {
        magic = magic << Byte.SIZE | Byte.toUnsignedInt(each);
      }
      return MAGIC.contains(magic) || magic >>> Short.SIZE == PE;
    }
  }

  @Override
  public void close() {
    try (Stream<Path> all = Files.walk(home)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
