package dev.rote.backend.djl;

/**
 * Where JNA unpacks its native library, by which functions of PyTorch are called by their names.
 */
final class JnaFolder {
  private static final String PROPERTY = "jna.tmpdir";

  private JnaFolder() {}

  /**
   * Makes it the temporary folder, unless somebody has chosen another one: JNA's own choice leaves
   * a folder in the home of whoever runs it. Has to be called before JNA is.
   */
  static void choose() {
    if (System.getProperty(PROPERTY) == null) {
      System.setProperty(PROPERTY, System.getProperty("java.io.tmpdir"));
    }
  }
}
