package dev.rote.runner.environment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this process makes of its surroundings when it begins. */
public final class Surroundings {
  private Surroundings() {}

  /**
   * Settles, for everything that comes after, where the home and the temporary folder are, and how
   * the network is reached.
   *
   * @return what the user should know of it, a sentence each
   */
  public static List<String> settle() {
    JavaOptions options = JavaOptions.of(System.getProperties(), System.getenv());
    options.kept().forEach(System::setProperty);
    String known = System.getProperty(UserHome.PROPERTY, "");
    String named =
        options.kept().containsKey(UserHome.PROPERTY)
            ? known
            : Optional.ofNullable(System.getenv("HOME")).orElse("");
    UserHome home = UserHome.of(List.of(named, known), TemporaryFolder.path());
    System.setProperty(UserHome.PROPERTY, home.path().toString());
    List<String> sentences = new ArrayList<>(options.sentences());
    home.note().ifPresent(sentences::add);
    return sentences;
  }

  /** Returns what the user should know of options that do not reach the workers. */
  public static List<String> optionsSetAside() {
    return JavaOptions.of(System.getProperties(), System.getenv()).sentences();
  }

  /** Returns the working folder, in the form in which Java was able to read its name. */
  public static Path workingFolder() {
    return Path.of(System.getProperty("user.dir"));
  }
}
