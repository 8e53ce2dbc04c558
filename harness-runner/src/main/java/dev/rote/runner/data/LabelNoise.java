package dev.rote.runner.data;

/** Which class a corrupted training label becomes. */
public enum LabelNoise {
  /** One drawn uniformly of all, which may be the true one (Zhang et al. 2016, section 2). */
  UNIFORM("uniform"),
  /**
   * One drawn uniformly of the others, never the true one: the symmetric noise of Patrini et al.
   * 2017, whose transition matrix has {@code 1 - p} on its diagonal and {@code p / (classes - 1)}
   * elsewhere. Toneva et al. 2019 corrupt labels so.
   */
  SYMMETRIC("symmetric");

  private final String id;

  LabelNoise(String id) {
    this.id = id;
  }

  /** Returns the name that suites use. */
  public String id() {
    return id;
  }
}
