package dev.rote.runner.history;

import dev.rote.runner.result.json.FileTrouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the files of a history, several at once, as no night reaches from one into another, and
 * puts together in their order what they hold.
 */
final class HistoryReader {
  /** Tells a night from all others. */
  private record NightKey(Instant id, String suite) {
    static NightKey of(Night night) {
      return new NightKey(night.id(), night.suite());
    }
  }

  private static final Comparator<NightKey> IN_TIME =
      Comparator.comparing(NightKey::id).thenComparing(NightKey::suite);

  private HistoryReader() {}

  static History read(Path folder) {
    try {
      return history(
          MonthFile.in(folder).parallelStream()
              .map(file -> MonthReader.read(file, folder.relativize(file).toString()))
              .toList());
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause());
    }
  }

  private static HistoryException unreadable(Path folder, IOException trouble) {
    return new HistoryException(
        "the history %s cannot be read: %s".formatted(folder, FileTrouble.of(trouble, folder)),
        trouble);
  }

  private static History history(List<MonthReader> months) {
    Map<NightKey, History.Recorded> whole = new TreeMap<>(IN_TIME);
    Map<NightKey, TornNight> torn = new TreeMap<>(IN_TIME);
    List<AcceptedChange> accepted = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (MonthReader month : months) {
      month.whole().forEach(each -> whole.put(NightKey.of(each.night()), each));
      month.torn().forEach(each -> torn.put(NightKey.of(each.night()), each));
      accepted.addAll(month.accepted());
      notes.addAll(month.notes());
    }
    torn.keySet().removeAll(whole.keySet());
    torn.values().forEach(each -> notes.add(each.note()));
    return new History(
        new ArrayList<>(whole.values()),
        torn.values().stream().map(TornNight::night).toList(),
        accepted,
        notes);
  }
}
