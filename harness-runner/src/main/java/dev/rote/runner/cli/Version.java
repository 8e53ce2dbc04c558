package dev.rote.runner.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** Rote's own version, from the manifest of its jar. */
public final class Version implements IVersionProvider {
  /** Returns the version, or {@code dev} for classes outside a jar. */
  public static String rote() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion()).orElse("dev");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"rote " + rote()};
  }
}
