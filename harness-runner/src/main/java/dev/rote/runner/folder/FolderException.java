package dev.rote.runner.folder;

/** A folder that cannot be used for a run. The message is one sentence for the user. */
public final class FolderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Whose fault it is. */
  public enum Fault {
    /** The user named the wrong folder, or something has changed since. */
    USER,
    /** The disk, its permissions, another process. */
    MACHINE
  }

  private final Fault fault;

  private FolderException(Fault fault, String message, Throwable cause) {
    super(message, cause);
    this.fault = fault;
  }

  static FolderException user(String message) {
    return new FolderException(Fault.USER, message, null);
  }

  static FolderException user(String message, Throwable cause) {
    return new FolderException(Fault.USER, message, cause);
  }

  static FolderException machine(String message) {
    return new FolderException(Fault.MACHINE, message, null);
  }

  static FolderException machine(String message, Throwable cause) {
    return new FolderException(Fault.MACHINE, message, cause);
  }

  /** Returns whose fault it is. */
  public Fault fault() {
    return fault;
  }
}
