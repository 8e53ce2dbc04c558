package dev.rote.runner.run;

/**
 * When something that is made again and again while a run works is to be made anew: not too often,
 * and so that it takes a small share of the time at most, however long it takes.
 */
public final class Pace {
  /** Of the time between two, how many times that which the last one took. */
  private static final double SHARE = 20;

  private final double leastSeconds;
  private long last = System.nanoTime();
  private double lastSeconds;

  /**
   * @param leastSeconds between two
   */
  public Pace(double leastSeconds) {
    this.leastSeconds = leastSeconds;
  }

  /** Returns whether it is time. */
  public boolean due() {
    return (System.nanoTime() - last) / 1e9 > Math.max(leastSeconds, SHARE * lastSeconds);
  }

  /** Makes it, and remembers when that was and how long it took. */
  public void make(Runnable work) {
    long start = System.nanoTime();
    work.run();
    last = System.nanoTime();
    lastSeconds = (last - start) / 1e9;
  }
}
