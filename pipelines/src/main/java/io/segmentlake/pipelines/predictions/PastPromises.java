package io.segmentlake.pipelines.predictions;

import java.time.LocalDate;
import java.util.List;

/** What a model promised at past dates, held against what came. */
public interface PastPromises {
  /** As the registry calls it. */
  String model();

  /**
   * Dates whose outcome may be known, earliest first.
   *
   * @param snapshots dates of which there are snapshots
   */
  default List<LocalDate> dates(List<LocalDate> snapshots) {
    return snapshots;
  }

  /** Days ahead that it speaks for. */
  List<Integer> horizons();

  /**
   * What the version that spoke on a date promised for the days after it, which are over.
   *
   * @param days some of its horizons
   * @return nothing where nothing was promised, or nothing came that tells
   */
  List<Promise> of(ModelRegistry.Entry version, LocalDate date, List<Integer> days);
}
