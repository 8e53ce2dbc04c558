package dev.rote.api;

/** A backend was asked to train a layer it has no code for. */
public final class UnsupportedLayerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param backend the backend's id
   * @param node the layer
   */
  public UnsupportedLayerException(String backend, LayerNode node) {
    super(
        "the backend "
            + backend
            + " cannot train the layer "
            + node.name()
            + " ("
            + node.layer()
            + ")");
  }
}
