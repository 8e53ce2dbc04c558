package dev.rote.runner.data;

import java.util.OptionalDouble;

/** What the augmentation of an epoch draws for an image, for tests of other packages. */
public final class Draws {
  private final ImageDraw draw;

  /** Draws as training does. */
  public Draws(DataRecipe recipe, int epoch, int image) {
    draw =
        ImageDraw.augmented(
            recipe.set().shape(),
            recipe.preprocessing().apply(recipe.set().shape()),
            recipe.augmentation(),
            recipe.seed(),
            epoch,
            image);
  }

  /** Returns the row of the stored image that becomes row 0. */
  public int top() {
    return draw.part().top();
  }

  /** Returns the column of the stored image that becomes column 0, before any flip. */
  public int left() {
    return draw.part().left();
  }

  /** Returns whether left and right are exchanged. */
  public boolean flipped() {
    return draw.part().flipped();
  }

  /** Returns the angle in degrees. */
  public OptionalDouble rotation() {
    return draw.rotation();
  }

  /** Returns what is added, as a share of the full range. */
  public OptionalDouble brightness() {
    return draw.brightness();
  }

  /** Returns the factor of every value's distance from the mean. */
  public OptionalDouble contrast() {
    return draw.contrast();
  }
}
