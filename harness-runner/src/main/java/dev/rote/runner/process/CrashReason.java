package dev.rote.runner.process;

import dev.rote.runner.wire.ExitCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says why a process ended without a word: from its exit code and, where the JVM still wrote its
 * report of a crash or why it did not start, from its log.
 */
public final class CrashReason {
  private static final Pattern JVM_SIGNAL = Pattern.compile("(?m)^#  (SIG[A-Z]+) \\(");
  private static final Pattern JVM_FRAME =
      Pattern.compile("(?m)^# Problematic frame:\\R# +(?:\\w+ +)?(\\S.*)$");

  /** Its first line often says only that something is wrong, and the next ones what. */
  private static final Pattern JVM_START =
      Pattern.compile(
          "(?m)^((?:Unrecognized VM option|Unrecognized option|Error occurred during initialization of VM|Invalid |Error: Could not ).*(?:\\R(?!Error: )\\S.*){0,2})$");

  private CrashReason() {}

  /** Returns one sentence. */
  public static String of(int exitCode, Path log) {
    String printed = read(log);
    Optional<String> started = first(JVM_START, printed);
    Optional<String> signal = first(JVM_SIGNAL, printed);
    if (signal.isPresent()) {
      String frame = first(JVM_FRAME, printed).map(where -> " in " + where).orElse("");
      return "its process crashed with " + signal.get() + frame;
    }
    return started
        .filter(line -> exitCode == 1)
        .map(lines -> "its JVM did not start: " + lines.replaceAll("\\s*\\R\\s*", ": "))
        .orElseGet(() -> ExitCode.describe(exitCode));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private static String read(Path log) {
    try {
      // A native library may print what is no text: every byte is a character of ISO 8859-1.
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
