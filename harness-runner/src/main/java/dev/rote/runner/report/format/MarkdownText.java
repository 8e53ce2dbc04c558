package dev.rote.runner.report.format;

import java.util.regex.Pattern;

/** Text in which nothing means anything to Markdown or to HTML. */
final class MarkdownText {
  private static final Pattern BREAKS = Pattern.compile("\\R|\\p{Cntrl}");

  /** What GitHub makes an address of mail of, as in {@code tensorflow@v2.18}. */
  private static final Pattern ADDRESS = Pattern.compile("@(?=[\\w-]+\\.)");

  /** What begins a list, or a line below a heading. */
  private static final Pattern BLOCK = Pattern.compile("^(\\s*\\d*)([-+=.)])");

  private MarkdownText() {}

  /** Returns the text on one line, for the inside of a line, also of a table. */
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    BREAKS
        .matcher(text)
        .replaceAll(" ")
        .codePoints()
        .forEach(c -> {
          switch (c) {
            // A table is split at what ends a cell before anything else is read, and GitHub looks
            // for code and formulas after it, so that no backslash stops them all.
            case '&', '<', '>', '|', '`', '$' -> escaped.append("&#").append(c).append(';');
            case '\\', '*', '_', '[', ']', '~', '#' -> escaped.append('\\').appendCodePoint(c);
            default -> escaped.appendCodePoint(c);
          }
        });
    // It does so when everything else is read: only what is between two pieces of text helps.
    return ADDRESS.matcher(escaped).replaceAll("@<!-- -->");
  }

  /** Returns the text for the begin of a line, or of an item of a list. */
  static String block(String text) {
    return BLOCK.matcher(escaped(text)).replaceFirst("$1\\\\$2");
  }
}
