package dev.rote.runner.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options that the user's profile has for every JVM. Those of a collector or a heap would stop
 * Rote's processes, which have their own, and a property of a framework would change what is
 * measured: none reaches a worker. The command line keeps what says where the network and the
 * user's folders are.
 *
 * @param kept system properties for the command line
 * @param sentences one for each variable with options that are set aside
 */
public record JavaOptions(Map<String, String> kept, List<String> sentences) {
  /** The variables that a JVM or its {@code java} command reads. */
  public static final List<String> VARIABLES =
      List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

  /** Begins the properties by which the launcher hands on what it has taken out. */
  private static final String HANDED_ON = "rote.aside.";

  private static final Pattern KEPT =
      Pattern.compile(
          "(?:https?|ftp|socks|java\\.net|javax\\.net|jdk\\.(?:tls|http|https|internal\\.httpclient)"
              + "|sun\\.net|sun\\.security|com\\.sun\\.security|networkaddress)\\b.*"
              + "|socksProxy.*|java\\.io\\.tmpdir|user\\.home");

  private static final Pattern PROPERTY = Pattern.compile("-D([^=]+)(?:=(.*))?", Pattern.DOTALL);

  /** A word of which parts may be in quotes, as a JVM takes them apart. */
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"[^\"]*\"|'[^']*'|[\"'])+");

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"|'([^']*)'");

  public JavaOptions {
    kept = Map.copyOf(kept);
    sentences = List.copyOf(sentences);
  }

  /** Reads what the launcher hands on, and what has reached this process itself without it. */
  public static JavaOptions of(Properties properties, Map<String, String> environment) {
    Map<String, String> kept = new LinkedHashMap<>();
    List<String> sentences = new ArrayList<>();
    for (String variable : VARIABLES) {
      String value =
          properties.getProperty(HANDED_ON + variable, environment.getOrDefault(variable, ""));
      List<String> aside = new ArrayList<>();
      for (String option : words(value)) {
        Matcher property = PROPERTY.matcher(option);
        if (property.matches() && KEPT.matcher(property.group(1)).matches()) {
          kept.put(property.group(1), Optional.ofNullable(property.group(2)).orElse(""));
        } else {
          aside.add(option);
        }
      }
      if (!aside.isEmpty()) {
        sentences.add(
            "%s of %s not passed on: Rote decides itself with which options its processes run"
                .formatted(
                    String.join(" ", aside), variable + (aside.size() > 1 ? " are" : " is")));
      }
    }
    return new JavaOptions(kept, sentences);
  }

  private static List<String> words(String value) {
    return WORD.matcher(value)
        .results()
        .map(word -> QUOTED.matcher(word.group()).replaceAll(JavaOptions::inner))
        .toList();
  }

  private static String inner(MatchResult quoted) {
    return Matcher.quoteReplacement(
        Optional.ofNullable(quoted.group(1)).orElseGet(() -> quoted.group(2)));
  }
}
