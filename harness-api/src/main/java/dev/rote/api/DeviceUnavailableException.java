package dev.rote.api;

/** A device turned out to be absent when a trainer was opened on it. */
public final class DeviceUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param reason one sentence: what is missing and, where something can be done, what to do
   */
  public DeviceUnavailableException(String reason) {
    super(reason);
  }
}
