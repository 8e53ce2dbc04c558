package dev.rote.runner.history;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;

/**
 * What a folder of nights holds.
 *
 * @param nights those that are whole, the oldest first
 * @param torn those of which no whole copy is there: nothing is to be decided by them
 * @param accepted the changes that somebody has accepted, in the order of the files
 * @param notes what of the files was not used, a sentence each with file and line
 */
public record History(
    List<Recorded> nights, List<Night> torn, List<AcceptedChange> accepted, List<String> notes) {
  /**
   * A night that is there whole.
   *
   * @param night what its lines share
   * @param entries in the order of its lines; without those of a kind that a later Rote has added
   */
  public record Recorded(Night night, List<HistoryEntry> entries) {
    public Recorded {
      requireNonNull(night, "night is null");
      entries = List.copyOf(entries);
    }
  }

  public History {
    nights = List.copyOf(nights);
    torn = List.copyOf(torn);
    accepted = List.copyOf(accepted);
    notes = List.copyOf(notes);
  }

  /**
   * Reads a history, also while something is appended to it: what is appended is then there whole
   * or torn. A folder that is not there is a history without a night.
   *
   * @throws HistoryException if the folder is none, or it or a file in it cannot be read
   */
  public static History read(Path folder) {
    return HistoryReader.read(folder);
  }
}
