package io.segmentlake.models.training;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Cut-offs at which a model is trained, chosen and tested, none of which sees a label that its date
 * could not know (rolling origin, Tashman 2000).
 *
 * @param horizonDays how many days after a cut-off its labels take
 * @param training cut-offs whose labels end by {@code finalCutOff}, earliest first
 * @param finalCutOff held out: its labels are read once, to tell how good the model is
 * @param rounds at most {@link #MOST_ROUNDS}, latest last
 * @param reason why there are fewer rounds or cut-offs than wanted; empty if there are not
 */
public record TrainingWindows(
    int horizonDays,
    List<LocalDate> training,
    LocalDate finalCutOff,
    List<Round> rounds,
    String reason) {
  public static final int MOST_ROUNDS = 3;

  /** Days of history that features of the first cut-off need. */
  private static final int LEAST_HISTORY = 90;

  /** A month apart: closer ones tell nearly the same of the same customers. */
  private static final int STEP = 30;

  private static final int MOST_CUT_OFFS = 6;

  /**
   * A comparison of candidates.
   *
   * @param training cut-offs whose labels end by {@code validation}
   * @param validation the cut-off that candidates are compared at
   */
  public record Round(List<LocalDate> training, LocalDate validation) {
    public Round {
      training = List.copyOf(training);
    }
  }

  public TrainingWindows {
    training = List.copyOf(training);
    rounds = List.copyOf(rounds);
  }

  /**
   * @param first day of the history
   * @param last day up to the end of which it is complete
   * @return without training cut-offs if the history is too short for one
   */
  public static TrainingWindows of(LocalDate first, LocalDate last, int horizonDays) {
    if (horizonDays < 1) {
      throw new IllegalArgumentException(
          "Cannot place cut-offs: the horizon is too short (%d days). It must be 1 day or more."
              .formatted(horizonDays));
    }
    LocalDate finalCutOff = last.minusDays(horizonDays);
    List<LocalDate> training = new ArrayList<>();
    LocalDate cutOff = finalCutOff.minusDays(horizonDays);
    while (training.size() < MOST_CUT_OFFS
        && ChronoUnit.DAYS.between(first, cutOff) + 1 >= LEAST_HISTORY) {
      training.add(0, cutOff);
      cutOff = cutOff.minusDays(STEP);
    }
    List<Round> rounds = rounds(training, horizonDays);
    return new TrainingWindows(
        horizonDays, training, finalCutOff, rounds, reason(first, last, training, rounds));
  }

  private static List<Round> rounds(List<LocalDate> cutOffs, int horizonDays) {
    List<Round> rounds = new ArrayList<>();
    for (LocalDate validation : cutOffs) {
      List<LocalDate> before =
          cutOffs.stream().filter(c -> !c.plusDays(horizonDays).isAfter(validation)).toList();
      if (!before.isEmpty()) {
        rounds.add(new Round(before, validation));
      }
    }
    return rounds.subList(Math.max(0, rounds.size() - MOST_ROUNDS), rounds.size());
  }

  private static String reason(
      LocalDate first, LocalDate last, List<LocalDate> training, List<Round> rounds) {
    if (rounds.size() == MOST_ROUNDS) {
      return "";
    }
    String history = "the history goes from %s to %s".formatted(first, last);
    return training.isEmpty()
        ? "No cut-off can be trained on: %s.".formatted(history)
        : "%d of %d rolling windows: %s.".formatted(rounds.size(), MOST_ROUNDS, history);
  }

  /** All cut-offs, the final one last. */
  public List<LocalDate> cutOffs() {
    List<LocalDate> all = new ArrayList<>(training);
    all.add(finalCutOff);
    return all;
  }

  /** The latest cut-off that may be trained on. */
  public LocalDate latest() {
    return training.get(training.size() - 1);
  }
}
