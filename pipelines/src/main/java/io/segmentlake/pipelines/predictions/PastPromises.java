package io.segmentlake.pipelines.predictions;

import java.time.LocalDate;
import java.util.List;

/** What a model promised at past dates, held against what came. */
public interface PastPromises {
  /** As the registry calls it. */
  String model();

  /** Dates whose outcome may be known, earliest first. */
  List<LocalDate> dates();

  /** Days ahead that it speaks for. */
  List<Integer> horizons();

  /**
   * What the version that spoke on a date promised for the days after it.
   *
   * @return nothing where the outcome is not known yet
   */
  List<Promise> of(ModelRegistry.Entry version, LocalDate date, int days);
}
