package dev.rote.runner.data;

import dev.rote.api.Shape;
import dev.rote.runner.data.set.DataException;

/** Refuses recipes that cannot be followed. */
final class RecipeChecks {
  private RecipeChecks() {}

  /** Checks what can be checked without the files. */
  static void check(DataRecipe recipe) {
    checkCrop(recipe);
    recipe.augmentation().crop().ifPresent(padding -> checkRandomCrop(recipe, padding));
    if (!recipe.augmentation().isNone() && recipe.inputCorruption() == InputCorruption.GAUSSIAN) {
      throw DataException.of(
          "inputs %s cannot be augmented, because the noise replaces what was augmented: leave one of"
              + " the two out",
          InputCorruption.GAUSSIAN.id());
    }
  }

  private static void checkCrop(DataRecipe recipe) {
    Shape image = recipe.set().shape();
    int largest = Math.min(image.get(1), image.get(2));
    recipe
        .preprocessing()
        .crop()
        .ifPresent(crop -> {
          if (crop < 1 || crop > largest) {
            throw DataException.of(
                "a crop of %d does not fit into the images of %s, which are %s: allowed is 1 to"
                    + " %d",
                crop, recipe.set().id(), image, largest);
          }
        });
  }

  private static void checkRandomCrop(DataRecipe recipe, int padding) {
    Shape image = recipe.set().shape();
    if (padding == 0 && recipe.preprocessing().apply(image).equals(image)) {
      throw DataException.of(
          "the augmentation random-crop needs a padding, or a crop smaller than the images of %s,"
              + " which are %s",
          recipe.set().id(), image);
    }
    int most = image.get(1) - 1;
    if (padding > most) {
      throw DataException.of(
          "the augmentation random-crop has a padding of %d, allowed is %d at most, one less than"
              + " the height of the images of %s",
          padding, most, recipe.set().id());
    }
  }
}
