package dev.rote.runner.data.set;

import dev.rote.runner.random.RandomStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Writes small made-up data sets in the official formats. */
public final class SampleFiles {
  private SampleFiles() {}

  /** CIFAR-10's records: image i has the label {@code (i + number) % 10}. */
  public static byte[] cifar10(int number, int records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < records; i++) {
      out.write((i + number) % 10);
      out.writeBytes(pixels(number, i, Cifar10.PIXELS));
    }
    return out.toByteArray();
  }

  /** What the image of a made-up file looks like. */
  public static byte[] pixels(int number, int image, int size) {
    RandomStream random = RandomStream.of(number, "sample", image);
    byte[] pixels = new byte[size];
    for (int i = 0; i < size; i++) {
      pixels[i] = (byte) random.nextInt(256);
    }
    return pixels;
  }

  /** An unpacked CIFAR-10 with that many images in each training file, and in the test file. */
  public static Path cifar10Directory(Path directory, int test, int... train) {
    Path folder = directory.resolve(Cifar10.DIRECTORY);
    for (int i = 0; i < train.length; i++) {
      write(folder.resolve(Cifar10.TRAIN_FILES.get(i)), cifar10(i + 1, train[i]));
    }
    write(folder.resolve(Cifar10.TEST_FILE), cifar10(0, test));
    return folder;
  }

  /** An archive of entries in that order. */
  public static Path tar(Path file, Entry... entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
      for (Entry entry : entries) {
        TarArchiveEntry header = new TarArchiveEntry(Cifar10.DIRECTORY + "/" + entry.name());
        header.setSize(entry.content().length);
        tar.putArchiveEntry(header);
        tar.write(entry.content());
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return write(file, bytes.toByteArray());
  }

  public record Entry(String name, byte[] content) {}

  /** An IDX file of images, {@code [n, 28, 28]}. */
  public static byte[] idxImages(int number, int count) {
    ByteBuffer bytes = ByteBuffer.allocate(16 + count * 784);
    bytes.putInt(0x803).putInt(count).putInt(28).putInt(28);
    for (int i = 0; i < count; i++) {
      bytes.put(pixels(number, i, 784));
    }
    return bytes.array();
  }

  /** An IDX file of labels: image i has the label {@code i % 10}. */
  public static byte[] idxLabels(int count) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + count).putInt(0x801).putInt(count);
    for (int i = 0; i < count; i++) {
      bytes.put((byte) (i % 10));
    }
    return bytes.array();
  }

  /** A whole made-up MNIST, not compressed. */
  public static Path mnist(Path directory, int train, int test) {
    Path folder = directory.resolve("mnist");
    write(folder.resolve("train-images-idx3-ubyte"), idxImages(1, train));
    write(folder.resolve("train-labels-idx1-ubyte"), idxLabels(train));
    write(folder.resolve("t10k-images-idx3-ubyte"), idxImages(2, test));
    write(folder.resolve("t10k-labels-idx1-ubyte"), idxLabels(test));
    return folder;
  }

  public static byte[] gzip(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  public static Path write(Path file, byte[] content) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
