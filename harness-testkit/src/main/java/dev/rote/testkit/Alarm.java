package dev.rote.testkit;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Does something unless it is cancelled in time. It has a thread of its own: a backend that hangs
 * may have brought the pool to a standstill on which the JDK's own delays run.
 */
final class Alarm {
  private final CountDownLatch cancelled = new CountDownLatch(1);

  private Alarm() {}

  static Alarm after(Duration limit, Runnable action) {
    Alarm alarm = new Alarm();
    Thread.ofPlatform().daemon().name("rote-alarm").start(() -> alarm.await(limit, action));
    return alarm;
  }

  private void await(Duration limit, Runnable action) {
    try {
      if (!cancelled.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        action.run();
      }
    } catch (InterruptedException e) {
      // Nobody here interrupts it; whoever does wants no alarm.
      Thread.currentThread().interrupt();
    }
  }

  void cancel() {
    cancelled.countDown();
  }
}
