package dev.rote.runner.data;

import dev.rote.api.Examples;
import dev.rote.api.Shape;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.ImageSource;
import dev.rote.runner.data.set.Split;
import java.util.Optional;

/**
 * The examples of one recipe, as backends get them. The buffers are direct, in the machine's byte
 * order, and start at a multiple of 64 bytes. The same recipe gives the same bytes on every machine
 * and any number of threads.
 *
 * <p>An image goes through these steps, each if the recipe asks for it: pixels are divided by 255;
 * the centre is cropped, or for an augmented epoch a random place, and flipped; an {@link
 * InputCorruption} replaces the result; it is whitened. All of it is float64, rounded to float32 at
 * the end.
 *
 * <p>Random numbers come from {@link dev.rote.runner.random.RandomStream} with the recipe's seed;
 * "split" is 0 for training and 1 for test, and "image" counts from 0 within its split:
 *
 * <table>
 * <caption>Streams</caption>
 * <tr><th>purpose</th><th>indices</th><th>draws</th></tr>
 * <tr><td>{@code labels}</td><td>image</td><td>a uniform number u, then a class c: the training
 * label becomes c if u is less than the corruption</td></tr>
 * <tr><td>{@code pixels}</td><td>none</td><td>the permutation of shuffled pixels</td></tr>
 * <tr><td>{@code pixels}</td><td>split, image</td><td>a permutation of random pixels</td></tr>
 * <tr><td>{@code noise}</td><td>split, image</td><td>normal values in the order [c, h, w]</td></tr>
 * <tr><td>{@code augmentation}</td><td>epoch, image</td><td>row of the crop, column of the crop, 1
 * for a flip</td></tr>
 * </table>
 */
public final class PreparedData {
  private final Examples train;
  private final Examples test;
  private final Optional<AugmentedEpochs> epochs;

  private PreparedData(Examples train, Examples test, Optional<AugmentedEpochs> epochs) {
    this.train = train;
    this.test = test;
    this.epochs = epochs;
  }

  /**
   * Reads and prepares the examples of a recipe.
   *
   * @throws DataException if the set is missing, damaged or too small, or the recipe asks for the
   *     impossible
   */
  public static PreparedData prepare(DataRecipe recipe, DataLocations locations) {
    RecipeChecks.check(recipe);
    ImageSource source = recipe.set().open(locations);
    Preparation preparation = new Preparation(recipe, source);
    if (recipe.inputCorruption() == InputCorruption.GAUSSIAN) {
      Noise noise = preparation.matchingNoise();
      return new PreparedData(
          preparation.noise(Split.TRAIN, recipe.train(), noise),
          preparation.noise(Split.TEST, recipe.test(), noise),
          Optional.empty());
    }
    Examples train = preparation.examples(Split.TRAIN, recipe.train());
    Examples test = preparation.examples(Split.TEST, recipe.test());
    Optional<AugmentedEpochs> epochs =
        recipe.augmentation().isEmpty()
            ? Optional.empty()
            : Optional.of(new AugmentedEpochs(preparation, train.labels()));
    return new PreparedData(train, test, epochs);
  }

  /**
   * Checks that a recipe's images are there, without reading them.
   *
   * @throws DataException if the set is not found, has fewer images or a file of the wrong size
   */
  public static void require(DataRecipe recipe, DataLocations locations) {
    RecipeChecks.check(recipe);
    ImageSource source = recipe.set().open(locations);
    require(source, Split.TRAIN, recipe.train());
    require(source, Split.TEST, recipe.test());
  }

  private static void require(ImageSource source, Split split, int wanted) {
    int available = source.available(split);
    if (available < wanted) {
      throw source.tooFew(split, wanted, available);
    }
  }

  /** Returns the training examples, not augmented: evaluation sees these. */
  public Examples train() {
    return train;
  }

  /** Returns the test examples; their labels are always the true ones. */
  public Examples test() {
    return test;
  }

  /** Returns the shape of an image, {@code [c, h, w]}. */
  public Shape shape() {
    return train.images().shape();
  }

  /** Returns whether every epoch trains on examples of its own. */
  public boolean augmented() {
    return epochs.isPresent();
  }

  /**
   * Returns the training examples of an epoch. All epochs share one buffer: the examples returned
   * before change with this call.
   *
   * @param epoch counted from 0
   * @throws IllegalStateException if the recipe augments nothing
   */
  public Examples augmented(int epoch) {
    return epochs
        .orElseThrow(() -> new IllegalStateException("the recipe augments nothing"))
        .examples(epoch);
  }
}
