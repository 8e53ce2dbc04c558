package dev.rote.runner.report.text;

import java.util.Map;
import java.util.Properties;

/**
 * What the launcher found out about the terminal, which Java itself cannot ask per stream.
 *
 * @param out whether standard output is one
 * @param err whether standard error is one
 * @param columns its width
 * @param colour whether colours are wanted
 */
public record Terminal(boolean out, boolean err, int columns, boolean colour) {
  /** The width that every table fits when there is no terminal to ask. */
  public static final int DEFAULT_COLUMNS = 120;

  /** A file or a pipe. */
  public static final Terminal NONE = new Terminal(false, false, DEFAULT_COLUMNS, false);

  /**
   * Reads {@code rote.terminal} (a list that may hold {@code out} and {@code err}) and {@code
   * rote.columns} from the system properties and honours {@code NO_COLOR} and {@code TERM=dumb}.
   */
  public static Terminal detect(Properties properties, Map<String, String> environment) {
    String streams = properties.getProperty("rote.terminal", "");
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Terminal(
        streams.contains("out"),
        streams.contains("err"),
        columns(properties.getProperty("rote.columns", "")),
        !plain);
  }

  private static int columns(String text) {
    try {
      int columns = Integer.parseInt(text.strip());
      return columns >= 40 ? columns : DEFAULT_COLUMNS;
    } catch (NumberFormatException e) {
      return DEFAULT_COLUMNS;
    }
  }

  /** Returns how wide a table may be: as wide as it likes where nobody looks at a terminal. */
  public int tableWidth() {
    return out ? columns : Integer.MAX_VALUE;
  }

  /** Returns whether to colour what is printed on standard output. */
  public boolean colourOut() {
    return out && colour;
  }

  /** Returns whether to colour what is printed on standard error. */
  public boolean colourErr() {
    return err && colour;
  }
}
