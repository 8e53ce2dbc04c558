package dev.rote.runner.plugin;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where backends are searched. The first directory that has a backend of some id wins. */
public final class SearchPath {
  /** The environment variable that names further directories, separated as a class path is. */
  public static final String VARIABLE = "ROTE_BACKENDS";

  private SearchPath() {}

  /**
   * Returns the places in order: those of the command line, those of {@value #VARIABLE}, the user's
   * own {@code ~/.rote/backends}, and {@code backends} of the installation. The last two are left
   * out where they do not exist; the others were named by the user, and one that does not exist is
   * his mistake and a {@link Problem} of the search.
   *
   * @param option the places that {@code --backend-path} names
   * @param environment of this process
   * @param userHome the user's home directory
   * @param installation the directory that Rote is installed in, if it is known
   * @throws PlaceException if an entry of the variable names its backends wrongly
   */
  public static List<Place> of(
      List<Place> option,
      Map<String, String> environment,
      Path userHome,
      Optional<Path> installation) {
    List<Place> path = new ArrayList<>(option);
    path.addAll(split(environment.getOrDefault(VARIABLE, "")));
    List<Path> usual = new ArrayList<>();
    usual.add(userHome.resolve(".rote").resolve("backends"));
    installation.map(home -> home.resolve("backends")).ifPresent(usual::add);
    usual.stream().filter(Files::isDirectory).map(Place::of).forEach(path::add);
    return List.copyOf(path);
  }

  /**
   * Returns the places of a list that is separated as a class path is, each {@code DIR} or {@code
   * NAME=DIR}. What is there as a whole is one, whatever it has in its name.
   *
   * @throws PlaceException if one names its backends wrongly
   */
  public static List<Place> split(String list) {
    Optional<Place> whole = Place.existing(list);
    if (whole.isPresent()) {
      return List.of(whole.get());
    }
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(list)
        .filter(directory -> !directory.isBlank())
        .map(Place::parse)
        .toList();
  }

  /** Returns the places for this process: {@link #of} its environment and properties. */
  public static List<Place> ofThisProcess(List<Place> option) {
    return of(
        option,
        System.getenv(),
        Path.of(System.getProperty("user.home")),
        Optional.ofNullable(System.getProperty("rote.home")).map(Path::of));
  }
}
