package dev.rote.runner.data;

/** TEMP until the data branch is merged. */
public interface TrainingData {
  int windows();

  int size(int window);

  Window window(int epoch, int index);

  boolean resident();
}
