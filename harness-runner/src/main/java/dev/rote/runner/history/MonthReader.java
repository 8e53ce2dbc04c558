package dev.rote.runner.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** Reads one file of a history, line by line. */
final class MonthReader {
  /** Lines of a night that follow each other in a file: all of them, or what there is. */
  private static final class Copy {
    final Night night;
    final int first;
    final String where;
    final List<HistoryEntry> entries = new ArrayList<>();
    int lines;

    Copy(Night night, int first, String where) {
      this.night = night;
      this.first = first;
      this.where = where;
    }

    boolean goesOnWith(Night other, int line) {
      return line == first + lines && night.equals(other);
    }

    boolean whole() {
      return first == 1 && lines == night.lines();
    }
  }

  private final LineReader reader = new LineReader();
  private final String name;
  private final List<History.Recorded> whole = new ArrayList<>();
  private final List<TornNight> torn = new ArrayList<>();
  private final List<AcceptedChange> accepted = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Copy> copy = Optional.empty();

  private MonthReader(String name) {
    this.name = name;
  }

  /**
   * Reads a file.
   *
   * @param name of the file, as notes call it
   * @throws UncheckedIOException if it cannot be read
   */
  static MonthReader read(Path file, String name) {
    MonthReader month = new MonthReader(name);
    try (LinesOfBytes lines = LinesOfBytes.open(file)) {
      month.read(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return month;
  }

  /** Returns the nights that are there whole, copies of the same one as well, in order. */
  List<History.Recorded> whole() {
    return whole;
  }

  /** Returns those that are not, in order. */
  List<TornNight> torn() {
    return torn;
  }

  List<AcceptedChange> accepted() {
    return accepted;
  }

  /** Returns what of the file was not used, but for torn nights. */
  List<String> notes() {
    return notes;
  }

  private void read(LinesOfBytes lines) throws IOException {
    while (lines.next()) {
      if (lines.to() > lines.from()) {
        read(lines, name + ":" + lines.number());
      }
    }
    endCopy();
  }

  private void read(LinesOfBytes lines, String where) {
    if (!Checksum.holds(lines.bytes(), lines.from(), lines.to())) {
      endCopy();
      notes.add(
          where
              + ": the line is torn, as its checksum tells, and not used: an append was ended there, or is still going on, or somebody has changed it");
      return;
    }
    try {
      add(reader.read(lines.bytes(), lines.from(), lines.to()), where);
    } catch (JacksonException e) {
      endCopy();
      notes.add(
          "%s: the line is none that this Rote reads (%s), and not used: read it with the Rote that wrote it, or a later one"
              .formatted(where, e.getOriginalMessage()));
    }
  }

  private void add(HistoryLine line, String where) {
    switch (line) {
      case SpeedEntry entry -> add(entry, where);
      case LearningEntry entry -> add(entry, where);
      case AcceptedChange change -> {
        endCopy();
        accepted.add(change);
      }
      case LaterLine later -> {
        later.night().ifPresentOrElse(night -> copyOf(night, later.line(), where), this::endCopy);
        endWholeCopy();
        notes.add(where + ": the line is of a kind that this Rote does not know, and not used");
      }
    }
  }

  private void add(HistoryEntry entry, String where) {
    copyOf(entry.night(), entry.line(), where).entries.add(entry);
    endWholeCopy();
  }

  /** Returns the copy that the line is of, with the line counted. */
  private Copy copyOf(Night night, int line, String where) {
    if (copy.filter(each -> each.goesOnWith(night, line)).isEmpty()) {
      endCopy();
      copy = Optional.of(new Copy(night, line, where));
    }
    Copy current = copy.get();
    current.lines++;
    return current;
  }

  private void endWholeCopy() {
    copy.filter(Copy::whole)
        .ifPresent(each -> {
          whole.add(new History.Recorded(each.night, each.entries));
          copy = Optional.empty();
        });
  }

  private void endCopy() {
    copy.ifPresent(each -> torn.add(new TornNight(each.night, each.lines, each.where)));
    copy = Optional.empty();
  }
}
