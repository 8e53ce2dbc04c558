package dev.rote.runner.analysis;

import dev.rote.runner.result.ForkResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which forks of a row count. A fork that something kept from the processors is measured again; it
 * stays in the results, and is set aside as soon as there are as many undisturbed ones as were
 * wanted. Where there never are, all count.
 */
final class Undisturbed {
  private Undisturbed() {}

  /** Returns the forks that were measured and that nothing is known to have disturbed. */
  static List<ForkResult> of(List<ForkResult> forks) {
    return Disturbance.of(forks).stream()
        .filter(each -> each.why().isEmpty())
        .map(Disturbance::fork)
        .toList();
  }

  /**
   * Returns the forks, with those set aside that are made up for.
   *
   * @param forks of a row
   * @param wanted how many the suite asks for
   */
  static List<ForkResult> settingAside(List<ForkResult> forks, int wanted) {
    List<Disturbance> measured = Disturbance.of(forks);
    long undisturbed = measured.stream().filter(each -> each.why().isEmpty()).count();
    if (undisturbed < wanted || undisturbed == measured.size()) {
      return forks;
    }
    List<ForkResult> settled = new ArrayList<>();
    int next = 0;
    for (ForkResult fork : forks) {
      Optional<String> why =
          fork.samples().isPresent() ? measured.get(next++).why() : Optional.empty();
      settled.add(why.map(fork::setAside).orElse(fork));
    }
    return settled;
  }
}
