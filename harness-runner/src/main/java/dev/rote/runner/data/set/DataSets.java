package dev.rote.runner.data.set;

import java.util.List;

/** The registry: a new data set is a descriptor of its own, and a line here. */
final class DataSets {
  static final List<DataSet> ALL =
      List.of(
          new Shapes(), //
          new Points(),
          new Cifar10(),
          new Mnist(),
          new FashionMnist());

  private DataSets() {}
}
