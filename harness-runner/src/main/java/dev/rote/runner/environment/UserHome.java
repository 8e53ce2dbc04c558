package dev.rote.runner.environment;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where a user's own files are: {@code HOME}, and without it what the system knows of the user. In
 * a container a user often has neither, and Java then says {@code ?}, which frameworks take for a
 * folder in the working folder: a folder in the temporary folder serves instead.
 *
 * @param path absolute; need not be there where it serves instead of a home
 * @param note says so, where there is no home
 */
public record UserHome(Path path, Optional<String> note) {
  /** The system property that says where it is, to this process and to those it starts. */
  static final String PROPERTY = "user.home";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]+");
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /**
   * Finds it.
   *
   * @param named where the user says it is, the first one first; empty where he does not
   * @param temporary the temporary folder
   */
  public static UserHome of(List<String> named, Path temporary) {
    return named.stream()
        .filter(UserHome::isFolder)
        .findFirst()
        .map(path -> new UserHome(Path.of(path), Optional.empty()))
        .orElseGet(() -> {
          Path instead = instead(temporary);
          return new UserHome(
              instead,
              Optional.of(
                  "there is no home folder, and %s serves as one: set HOME to a folder of yours to keep what frameworks unpack"
                      .formatted(instead)));
        });
  }

  private static boolean isFolder(String name) {
    return !name.isEmpty() && Path.of(name).isAbsolute() && Files.isDirectory(Path.of(name));
  }

  private static Path instead(Path temporary) {
    return temporary.resolve("rote-home-" + user());
  }

  /**
   * Returns the folder that frameworks may take for the home of this process's user: it is there,
   * and can be written.
   *
   * @throws IOException if there is none, and none can be created
   */
  public static Path forFrameworks() throws IOException {
    String home = System.getProperty(PROPERTY, "");
    return isFolder(home) && Files.isWritable(Path.of(home))
        ? Path.of(home)
        : created(instead(TemporaryFolder.path()));
  }

  /** Natives are loaded from there: it has to be this user's and nobody else's. */
  static Path created(Path folder) throws IOException {
    try {
      return Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    } catch (UnsupportedOperationException e) {
      return Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      return isOwn(folder) ? folder : TemporaryFolder.createFolder(folder.getFileName() + "-");
    }
  }

  private static boolean isOwn(Path folder) throws IOException {
    Path probe = TemporaryFolder.createFile("rote-owner", ".tmp");
    try {
      Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(folder));
      others.removeAll(OWNER_ONLY);
      return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
          && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))
          && others.isEmpty();
    } finally {
      Files.delete(probe);
    }
  }

  /** Returns what tells this user from others in the name of a file. */
  private static String user() {
    String name = System.getProperty("user.name", "");
    return NAME.matcher(name).matches() ? name : number().orElse("nobody");
  }

  private static Optional<String> number() {
    try {
      return Optional.of(Files.getAttribute(Path.of("/proc/self"), "unix:uid").toString());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
