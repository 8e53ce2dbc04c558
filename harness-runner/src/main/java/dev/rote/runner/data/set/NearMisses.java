package dev.rote.runner.data.set;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Looks for files that nearly are those of a set that was not found: with another name, in another
 * folder or packing, half downloaded, or in a version that is not read.
 */
final class NearMisses {
  /** Deep enough for any archive's folders, and shallow enough for a home directory. */
  private static final int DEEPEST = 5;

  /** A data directory may have been named too deep, such as {@code MNIST/raw}. */
  private static final int FOLDERS_ABOVE = 2;

  private static final int MOST_ENTRIES = 10_000;

  /** What browsers and download managers append until a file is whole. */
  private static final Pattern UNFINISHED =
      Pattern.compile("(?i)\\.(crdownload|part|partial|download|opdownload|aria2|filepart|tmp)$");

  /** What they append to the name of a file that is there already. */
  private static final Pattern COPY =
      Pattern.compile("(?i)( ?\\(\\d+\\)|[ _-]copy)(?=\\.|$)|\\.\\d+$");

  private final DataSet set;

  /** The folder that lacks one file, if it is not the whole set that is looked for. */
  private final Optional<Path> lacking;

  private final Predicate<Relative.Nearly> wanted;
  private final List<Miss> misses = new ArrayList<>();

  private NearMisses(DataSet set, Optional<Path> lacking, Predicate<Relative.Nearly> wanted) {
    this.set = set;
    this.lacking = lacking;
    this.wanted = wanted;
  }

  /**
   * A file that may help.
   *
   * @param rank of two the one of the smaller rank is told
   * @param sentence what it is or what to do with it, with the comma or colon before it
   */
  private record Miss(Rank rank, Path file, String sentence) {}

  private enum Rank {
    RIGHT_ELSEWHERE,
    RENAME,
    UNFIT,
    OTHER
  }

  /** Returns what is in the data directories, as a sentence without its full stop. */
  static Optional<String> of(DataSet set, DataLocations locations) {
    NearMisses misses = new NearMisses(set, Optional.empty(), nearly -> true);
    locations.directories().forEach(misses::search);
    return misses.sentence();
  }

  /**
   * Returns what is there instead of one file, as a sentence without its full stop.
   *
   * @param folder where it is missing
   * @param name its official one, without gzip's suffix
   */
  static Optional<String> of(DataSet set, Path folder, String name) {
    NearMisses misses =
        new NearMisses(set, Optional.of(folder), nearly -> nearly.name().equals(name));
    misses.search(folder);
    return misses.sentence();
  }

  private Optional<String> sentence() {
    return misses.stream().min(Comparator.comparing(Miss::rank)).map(this::sentence);
  }

  private String sentence(Miss first) {
    long alike = misses.stream().filter(miss -> miss.rank == first.rank).count() - 1;
    return "there is %s%s%s"
        .formatted(
            first.file,
            alike == 0 ? "" : " (and %d more like it)".formatted(alike),
            first.sentence);
  }

  /** Goes level by level, so that what lies nearest is found first. */
  private void search(Path root) {
    Deque<Path> level = new ArrayDeque<>(List.of(root));
    int entries = 0;
    for (int depth = 0; depth < DEEPEST; depth++) {
      Deque<Path> deeper = new ArrayDeque<>();
      for (Path folder : level) {
        for (Path entry : entries(folder)) {
          if (entries++ > MOST_ENTRIES) {
            return;
          }
          if (Files.isDirectory(entry)) {
            deeper.add(entry);
          } else {
            judge(root, entry);
          }
        }
      }
      level = deeper;
    }
  }

  private List<Path> entries(Path folder) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream =
        Files.newDirectoryStream(folder, entry -> !LooseName.isHidden(entry))) {
      stream.forEach(entries::add);
    } catch (IOException | DirectoryIteratorException e) {
      addUnreadable(folder);
    }
    entries.sort(Comparator.naturalOrder());
    return entries;
  }

  /** A folder that may hold the set; what other folders cannot be read does not matter here. */
  private void addUnreadable(Path folder) {
    Path name = folder.getFileName();
    if (name != null
        && Files.isDirectory(folder)
        && LooseName.of(name.toString()).contains(LooseName.of(set.id()))) {
      misses.add(
          new Miss(Rank.UNFIT, folder, ", which cannot be looked into: check who may read it"));
    }
  }

  private void judge(Path root, Path file) {
    String name = file.getFileName().toString();
    String whole = COPY.matcher(UNFINISHED.matcher(name).replaceFirst("")).replaceFirst("");
    switch (set.relative(file, whole, around(root, file)).orElse(null)) {
      case null -> {}
      case Relative.Other other ->
          misses.add(new Miss(Rank.OTHER, file, ", which " + other.sentence()));
      case Relative.Nearly nearly when !wanted.test(nearly) -> {}
      case Relative.Nearly nearly when UNFINISHED.matcher(name).find() ->
          misses.add(new Miss(Rank.UNFIT, file, ", which is a download that has not finished"));
      case Relative.Nearly nearly when !nearly.certain() -> {
        Optional<DataSet> owner = owner(file);
        if (owner.isEmpty() || owner.get() == set) {
          misses.add(judge(root, file, new Relative.Nearly(nearly.path(), owner.isPresent())));
        }
      }
      case Relative.Nearly nearly -> misses.add(judge(root, file, nearly));
    }
  }

  /** Returns the set that has the file as an official one, whatever its name is. */
  private static Optional<DataSet> owner(Path file) {
    try {
      long bytes = Files.size(file);
      boolean possible =
          DataSet.all().stream()
              .flatMap(each -> each.officialFiles().stream())
              .flatMap(OfficialFiles::all)
              .anyMatch(official -> official.bytes() == bytes);
      if (!possible) {
        return Optional.empty();
      }
      Checksum checksum = Checksum.sha256("").of(file);
      return DataSet.all().stream().filter(each -> each.hasOfficial(checksum)).findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the names that may say of which set a file is: its own and those of its folders. */
  private static Path around(Path root, Path file) {
    Path whole = file.toAbsolutePath().normalize();
    int above = root.toAbsolutePath().normalize().getNameCount() - FOLDERS_ABOVE;
    return whole.subpath(Math.max(0, above), whole.getNameCount());
  }

  private Miss judge(Path root, Path file, Relative.Nearly nearly) {
    if (!Files.exists(file)) {
      return new Miss(Rank.UNFIT, file, ", which is a link to a file that is not there");
    }
    try {
      boolean gzip = Content.isGzip(file);
      Optional<String> official = official(nearly, gzip);
      return flaw(file, nearly, official.isPresent() && gzip)
          .map(flaw -> new Miss(Rank.UNFIT, file, ", which " + flaw))
          .orElseGet(() -> place(root, file, nearly, official.orElse(nearly.name())));
    } catch (IOException e) {
      return new Miss(Rank.UNFIT, file, ", which cannot be read: " + DataException.reason(e));
    }
  }

  /** Returns the official name for such a content, or empty if there is none. */
  private Optional<String> official(Relative.Nearly nearly, boolean gzip) {
    String name = nearly.name();
    String packed = gzip && !name.endsWith(IdxFiles.GZIP) ? name + IdxFiles.GZIP : name;
    return gzip == packed.endsWith(IdxFiles.GZIP)
        ? set.officialFiles().stream()
            .flatMap(OfficialFiles::all)
            .map(OfficialFile::name)
            .filter(packed::equals)
            .findFirst()
        : Optional.empty();
  }

  /** Returns what makes a file unfit whatever it is called. */
  private static Optional<String> flaw(Path file, Relative.Nearly nearly, boolean unpack)
      throws IOException {
    if (!unpack) {
      return Content.of(file).map(Content::sentence);
    }
    boolean archive = nearly.name().endsWith(IdxFiles.GZIP);
    try (BufferedInputStream in = Content.open(file)) {
      return Content.peek(in)
          .filter(content -> !archive || content != Content.TAR)
          .map(Content::sentenceOfUnpacked);
    }
  }

  private Miss place(Path root, Path file, Relative.Nearly nearly, String name) {
    boolean rightName = LooseName.same(file.getFileName().toString(), name);
    Optional<Path> directory = directory(file.getParent(), nearly);
    if (directory.isPresent() && rightName) {
      return new Miss(
          Rank.RIGHT_ELSEWHERE,
          file,
          ": name the directory %s with --data-dir".formatted(directory.get()));
    }
    Path folder =
        directory.isPresent()
            ? file.getParent()
            : lacking.orElseGet(() -> root.resolve(nearly.folder()));
    return new Miss(
        Rank.RENAME,
        file,
        ": %s%s to %s"
            .formatted(
                nearly.certain() ? "" : "if it is of %s, ".formatted(set.id()),
                folder.equals(file.getParent()) ? "rename it" : "move it",
                folder.resolve(name)));
  }

  /** Returns the data directory that has the set, if this is a folder of it. */
  private static Optional<Path> directory(Path folder, Relative.Nearly nearly) {
    if (nearly.folder().isEmpty()) {
      return Optional.of(folder);
    }
    Path own = hasName(folder, IdxFiles.RAW) ? folder.getParent() : folder;
    return own != null && hasName(own, nearly.folder())
        ? Optional.ofNullable(own.getParent())
        : Optional.empty();
  }

  private static boolean hasName(Path folder, String name) {
    return folder.getFileName() != null && LooseName.same(folder.getFileName().toString(), name);
  }
}
