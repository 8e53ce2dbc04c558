package dev.rote.runner.history;

import dev.rote.runner.result.json.FileTrouble;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;

/** Reads the files of a history, line by line. */
final class HistoryReader {
  /** Tells a night from all others. */
  private record NightKey(Instant id, String suite) {
    static NightKey of(Night night) {
      return new NightKey(night.id(), night.suite());
    }
  }

  private static final Comparator<NightKey> IN_TIME =
      Comparator.comparing(NightKey::id).thenComparing(NightKey::suite);

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

    String note() {
      return "%s: of the night %s there are %d of %d lines, and none is used: append it again, if its run is still there"
          .formatted(where, night, lines, night.lines());
    }
  }

  private final LineReader reader = new LineReader();
  private final Map<NightKey, History.Recorded> whole = new TreeMap<>(IN_TIME);
  private final Map<NightKey, Copy> torn = new TreeMap<>(IN_TIME);
  private final List<AcceptedChange> accepted = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();
  private Optional<Copy> copy = Optional.empty();

  History read(Path folder) {
    try {
      for (Path file : MonthFile.in(folder)) {
        read(file, folder);
      }
    } catch (IOException e) {
      throw new HistoryException(
          "the history %s cannot be read: %s".formatted(folder, FileTrouble.of(e, folder)), e);
    }
    torn.keySet().removeAll(whole.keySet());
    torn.values().forEach(each -> notes.add(each.note()));
    return new History(
        new ArrayList<>(whole.values()),
        torn.values().stream().map(each -> each.night).toList(),
        accepted,
        notes);
  }

  private void read(Path file, Path folder) throws IOException {
    try (LinesOfBytes lines = LinesOfBytes.open(file)) {
      while (lines.next()) {
        if (lines.to() > lines.from()) {
          read(lines, folder.relativize(file) + ":" + lines.number());
        }
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
          whole.put(NightKey.of(each.night), new History.Recorded(each.night, each.entries));
          copy = Optional.empty();
        });
  }

  private void endCopy() {
    copy.ifPresent(each -> torn.put(NightKey.of(each.night), each));
    copy = Optional.empty();
  }
}
