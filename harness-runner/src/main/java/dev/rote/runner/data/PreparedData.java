package dev.rote.runner.data;

import dev.rote.api.Examples;
import dev.rote.api.Shape;
import dev.rote.runner.data.set.DataException;
import dev.rote.runner.data.set.DataLocations;
import dev.rote.runner.data.set.ImageSource;
import dev.rote.runner.data.set.Split;

/**
 * The examples of one recipe, as backends get them. The buffers are direct, in the machine's byte
 * order, and start at a multiple of 64 bytes. The same recipe gives the same bytes on every machine
 * and any number of threads.
 *
 * <p>An image goes through these steps, each if the recipe asks for it: pixels are divided by 255;
 * the centre is cropped, or for an augmented epoch a random place, and flipped, turned, and changed
 * in brightness and contrast; an {@link InputCorruption} replaces the result; it is whitened. All
 * of it is float64, rounded to float32 at the end.
 *
 * <p>Random numbers come from {@link dev.rote.runner.random.RandomStream} with the recipe's seed;
 * "split" is 0 for training and 1 for test, and "image" counts from 0 within its split:
 *
 * <table>
 * <caption>Streams</caption>
 * <tr><th>purpose</th><th>indices</th><th>draws</th></tr>
 * <tr><td>{@code labels}</td><td>image</td><td>a uniform number u, then a class c, for symmetric
 * noise one of the others: the training label becomes c if u is less than the corruption</td></tr>
 * <tr><td>{@code pixels}</td><td>none</td><td>the permutation of shuffled pixels</td></tr>
 * <tr><td>{@code pixels}</td><td>split, image</td><td>a permutation of random pixels</td></tr>
 * <tr><td>{@code noise}</td><td>split, image</td><td>normal values in the order [c, h, w]</td></tr>
 * <tr><td>{@code augmentation}</td><td>epoch, image</td><td>row of the crop, column of the crop, 1
 * for a flip, and a uniform number each for rotation, brightness and contrast</td></tr>
 * </table>
 */
public final class PreparedData {
  private final Examples train;
  private final Examples test;
  private final TrainingData training;

  private PreparedData(Examples train, Examples test, TrainingData training) {
    this.train = train;
    this.test = test;
    this.training = training;
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
      Examples train = preparation.noise(Split.TRAIN, recipe.train(), noise);
      Examples test = preparation.noise(Split.TEST, recipe.test(), noise);
      return new PreparedData(train, test, new ResidentTraining(train));
    }
    Examples train = preparation.examples(Split.TRAIN, recipe.train());
    Examples test = preparation.examples(Split.TEST, recipe.test());
    TrainingData training =
        recipe.augmentation().isNone()
            ? new ResidentTraining(train)
            : new AugmentedTraining(preparation, train.labels());
    return new PreparedData(train, test, training);
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

  /** Returns the training examples as trainers get them. */
  public TrainingData training() {
    return training;
  }

  /** Returns the training examples as evaluation sees them: never augmented. */
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
}
