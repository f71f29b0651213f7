package io.segmentlake.models.training;

import java.util.ArrayList;
import java.util.List;

/**
 * What a model needs before it may be trained.
 *
 * @param leastBuyers customers with an order
 * @param leastDays of history
 * @param leastOfEachClass customers with and without the outcome at one cut-off
 */
public record Sufficiency(long leastBuyers, long leastDays, long leastOfEachClass) {
  public static final Sufficiency USUAL = new Sufficiency(500, 150, 100);

  /** Whether a model may say anything. */
  public enum Status {
    SUFFICIENT,
    /** No model: the declared rule takes its place. */
    INSUFFICIENT_DATA
  }

  /**
   * @param status of the data
   * @param reason all that lacks, in words; empty if nothing does
   */
  public record Verdict(Status status, String reason) {
    public boolean isSufficient() {
      return status == Status.SUFFICIENT;
    }
  }

  public Verdict judge(long buyers, long days, long withOutcome, long withoutOutcome) {
    List<String> lacks = new ArrayList<>();
    require(lacks, buyers, leastBuyers, "buyers");
    require(lacks, days, leastDays, "days of history");
    require(lacks, withOutcome, leastOfEachClass, "customers with the outcome");
    require(lacks, withoutOutcome, leastOfEachClass, "customers without it");
    return lacks.isEmpty()
        ? new Verdict(Status.SUFFICIENT, "")
        : insufficient("Too little data: " + String.join(", ", lacks) + ".");
  }

  public static Verdict insufficient(String reason) {
    return new Verdict(Status.INSUFFICIENT_DATA, reason);
  }

  private static void require(List<String> lacks, long there, long least, String what) {
    if (there < least) {
      lacks.add("%d %s where %d are needed".formatted(there, what, least));
    }
  }
}
