package dev.rote.runner.data;

import dev.rote.api.Shape;
import java.util.OptionalInt;

/**
 * What happens to every image, in this order (Zhang et al. 2016, appendix A).
 *
 * @param scale whether pixels are divided by 255
 * @param crop height and width of the centre crop, or empty for none
 * @param whiten whether each image becomes {@code (x - mean) / max(std, 1 / sqrt(n))}, with the
 *     mean and standard deviation (divisor n) of its own n values
 */
public record Preprocessing(boolean scale, OptionalInt crop, boolean whiten) {
  /** Returns the shape of an image afterwards. */
  public Shape apply(Shape image) {
    return crop.isEmpty() ? image : Shape.of(image.get(0), crop.getAsInt(), crop.getAsInt());
  }
}
