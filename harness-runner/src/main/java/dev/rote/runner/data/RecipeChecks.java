package dev.rote.runner.data;

import dev.rote.api.Shape;
import dev.rote.runner.data.set.DataException;

/** Refuses recipes that cannot be followed. */
final class RecipeChecks {
  private RecipeChecks() {}

  /** Checks what can be checked without the files. */
  static void check(DataRecipe recipe) {
    checkCrop(recipe);
    if (recipe.augmentation().contains(Augmentation.RANDOM_CROP)) {
      checkRandomCrop(recipe);
    }
    if (!recipe.augmentation().isEmpty() && recipe.inputCorruption() == InputCorruption.GAUSSIAN) {
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

  private static void checkRandomCrop(DataRecipe recipe) {
    Shape image = recipe.set().shape();
    if (recipe.preprocessing().apply(image).equals(image)) {
      throw DataException.of(
          "the augmentation %s needs a crop smaller than the images of %s, which are %s",
          Augmentation.RANDOM_CROP.id(), recipe.set().id(), image);
    }
  }
}
