package io.segmentlake.pipelines.predictions;

import io.segmentlake.models.training.Snapshots;
import io.segmentlake.pipelines.Lakehouse;
import java.time.LocalDate;
import java.util.List;

/** What a model promised at past dates, held against what came. */
public interface PastPromises {
  /** As the registry calls it. */
  String model();

  /** Dates whose outcome may be known, earliest first: those of which there are snapshots. */
  default List<LocalDate> dates(Lakehouse lakehouse) {
    return lakehouse
        .read(Snapshots.TABLE)
        .select("as_of")
        .distinct()
        .orderBy("as_of")
        .collectAsList()
        .stream()
        .map(row -> row.getDate(0).toLocalDate())
        .toList();
  }

  /** Days ahead that it speaks for. */
  List<Integer> horizons();

  /**
   * What the version that spoke on a date promised for the days after it, which are over.
   *
   * @return nothing where nothing was promised, or nothing came that tells
   */
  List<Promise> of(ModelRegistry.Entry version, LocalDate date, int days);
}
