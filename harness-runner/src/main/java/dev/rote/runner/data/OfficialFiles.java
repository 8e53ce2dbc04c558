package dev.rote.runner.data;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of each set as its authors published them. */
final class OfficialFiles {
  private static final long CIFAR10_FILE_BYTES = 10_000L * Cifar10.RECORD;

  private OfficialFiles() {}

  /** Returns the address below which the authors publish the downloads. */
  static URI server(DataSet set) {
    return URI.create(
        switch (set) {
          case SHAPES -> throw new IllegalArgumentException("shapes is generated");
          case CIFAR10 -> "https://www.cs.toronto.edu/~kriz/";
          case MNIST -> "https://ossci-datasets.s3.amazonaws.com/mnist/";
          case FASHION_MNIST -> "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/";
        });
  }

  /** Returns what is downloaded, each by its name below the server's address. */
  static List<OfficialFile> downloads(DataSet set) {
    return switch (set) {
      case SHAPES -> List.of();
      case CIFAR10 ->
          List.of(
              new OfficialFile(
                  Cifar10.ARCHIVE,
                  170_052_171,
                  Optional.of(Checksum.md5("c32a1d4ab5d03f1284b67883e8d87530"))));
      case MNIST ->
          List.of(
              file(
                  "mnist/train-images-idx3-ubyte.gz",
                  9_912_422,
                  "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
              file(
                  "mnist/train-labels-idx1-ubyte.gz",
                  28_881,
                  "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
              file(
                  "mnist/t10k-images-idx3-ubyte.gz",
                  1_648_877,
                  "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
              file(
                  "mnist/t10k-labels-idx1-ubyte.gz",
                  4_542,
                  "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"));
      case FASHION_MNIST ->
          List.of(
              file(
                  "fashion-mnist/train-images-idx3-ubyte.gz",
                  26_421_880,
                  "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84"),
              file(
                  "fashion-mnist/train-labels-idx1-ubyte.gz",
                  29_515,
                  "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845"),
              file(
                  "fashion-mnist/t10k-images-idx3-ubyte.gz",
                  4_422_102,
                  "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073"),
              file(
                  "fashion-mnist/t10k-labels-idx1-ubyte.gz",
                  5_148,
                  "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"));
    };
  }

  /** Returns what the downloads hold once they are unpacked. */
  static List<OfficialFile> unpacked(DataSet set) {
    return switch (set) {
      case SHAPES -> List.of();
      case CIFAR10 -> unpackedCifar10();
      case MNIST ->
          List.of(
              file(
                  "mnist/train-images-idx3-ubyte",
                  47_040_016,
                  "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
              file(
                  "mnist/train-labels-idx1-ubyte",
                  60_008,
                  "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
              file(
                  "mnist/t10k-images-idx3-ubyte",
                  7_840_016,
                  "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
              file(
                  "mnist/t10k-labels-idx1-ubyte",
                  10_008,
                  "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));
      case FASHION_MNIST ->
          List.of(
              file(
                  "fashion-mnist/train-images-idx3-ubyte",
                  47_040_016,
                  "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
              file(
                  "fashion-mnist/train-labels-idx1-ubyte",
                  60_008,
                  "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
              file(
                  "fashion-mnist/t10k-images-idx3-ubyte",
                  7_840_016,
                  "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
              file(
                  "fashion-mnist/t10k-labels-idx1-ubyte",
                  10_008,
                  "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));
    };
  }

  /** Returns the official form of a file that a set was found in. */
  static OfficialFile named(DataSet set, Path file) {
    String name = file.getFileName().toString();
    return Stream.concat(downloads(set).stream(), unpacked(set).stream())
        .filter(official -> official.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(set.id() + " has no file " + file));
  }

  /** Only two of the six were at hand to be hashed; the archive's MD5 vouches for the others. */
  private static List<OfficialFile> unpackedCifar10() {
    Stream<OfficialFile> hashed =
        Stream.of(
            file(
                Cifar10.DIRECTORY + "/data_batch_1.bin",
                CIFAR10_FILE_BYTES,
                "cee916563c9f80d84e3cc88e17fdc0941787f1244f00a67874d45b261883ada5"),
            file(
                Cifar10.DIRECTORY + "/test_batch.bin",
                CIFAR10_FILE_BYTES,
                "8e2eb146ae340b09e24670f29cabc6326dba54da8789dab6768acf480273f65b"));
    Stream<OfficialFile> others =
        Cifar10.TRAIN_FILES.stream()
            .skip(1)
            .map(name -> Cifar10.DIRECTORY + "/" + name)
            .map(path -> new OfficialFile(path, CIFAR10_FILE_BYTES, Optional.empty()));
    return Stream.concat(hashed, others).toList();
  }

  private static OfficialFile file(String path, long bytes, String sha256) {
    return new OfficialFile(path, bytes, Optional.of(Checksum.sha256(sha256)));
  }
}
