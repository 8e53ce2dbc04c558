package dev.rote.runner.cli.output;

import static java.util.stream.Collectors.joining;

import dev.rote.runner.data.set.DataSet;
import dev.rote.runner.data.store.SetListing;
import java.util.Locale;

/** Describes a data set in some lines. */
public final class DataListing {
  private static final String INDENT = "\n    ";

  private DataListing() {}

  /** Returns one line about the set, and then where it is or how to get it. */
  public static String describe(SetListing listing) {
    DataSet set = listing.set();
    return "%s: %s, images of %s%s%s"
        .formatted(set.id(), set.description(), set.shape(), INDENT, state(listing));
  }

  /** Returns whether there are files to verify. */
  public static boolean hasFiles(SetListing.State state) {
    return switch (state) {
      case SetListing.Found found -> true;
      case SetListing.Damaged damaged -> true;
      case SetListing.Generated generated -> false;
      case SetListing.Absent absent -> false;
    };
  }

  private static String state(SetListing listing) {
    DataSet set = listing.set();
    return switch (listing.state()) {
      case SetListing.Generated generated ->
          "needs no files; up to %s".formatted(images(set.trainImages(), set.testImages()));
      case SetListing.Found found ->
          "%s in %s (%s)%s"
              .formatted(
                  images(found.train(), found.test()),
                  found.directory(),
                  megabytes(found.bytes()),
                  found.files().stream()
                      .map(file -> INDENT + found.directory().relativize(file))
                      .collect(joining()));
      case SetListing.Damaged damaged -> "cannot be used: " + damaged.problem();
      case SetListing.Absent absent ->
          "not here (looked for it in %s)%s; get it with `rote data fetch %s`"
              .formatted(
                  absent.locations(),
                  absent.nearMiss().map(miss -> "; " + miss).orElse(""),
                  set.id());
    };
  }

  public static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  private static String images(int train, int test) {
    return String.format(Locale.ROOT, "%,d training and %,d test images", train, test);
  }
}
