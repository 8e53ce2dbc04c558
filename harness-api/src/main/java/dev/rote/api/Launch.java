package dev.rote.api;

import java.util.List;
import java.util.Map;

/**
 * What a worker process needs so that a framework runs on a device: settings that a framework reads
 * once, when its natives are loaded, and that cannot be changed afterwards.
 *
 * @param environment variables to set, over those of the command line's own process; never null
 * @param jvmOptions options of the {@code java} command, such as {@code -Xmx2g}; never null
 */
public record Launch(Map<String, String> environment, List<String> jvmOptions) {
  /** Nothing beyond what every worker gets. */
  public static final Launch DEFAULT = new Launch(Map.of(), List.of());

  public Launch {
    environment = Map.copyOf(environment);
    jvmOptions = List.copyOf(jvmOptions);
  }
}
