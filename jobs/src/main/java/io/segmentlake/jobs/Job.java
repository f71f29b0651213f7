package io.segmentlake.jobs;

import io.segmentlake.models.tables.Table;
import io.segmentlake.pipelines.DataCheckException;
import io.segmentlake.pipelines.Written;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One step of a schedule. What it reads and writes is declared, so that the order of a schedule
 * follows from it.
 */
public interface Job {

  /** Unique, lower case, as given to {@code segmentlake job NAME}. */
  String name();

  /** Tables that must be up to date before it runs; its own may be among them. */
  List<Table> reads();

  /** Tables that no other run may write meanwhile. */
  List<Table> writes();

  /** Tables in which others may find new rows; none of a job that changes only how they lie. */
  default List<Table> news() {
    return writes();
  }

  /** Whether it looks at all dates of {@code --from} to {@code --as-of}, not at the last alone. */
  default boolean spansDates() {
    return false;
  }

  /** Does its work for {@link RunContext#asOf()}; done twice, it changes nothing more. */
  Outcome run(RunContext context);

  /**
   * Makes again, from other tables, what somebody damaged; {@link #run} goes on from there.
   *
   * @param damaged tables of the job, and what is wrong with them
   * @return what was made again
   * @throws DataCheckException where no other table has what was lost
   */
  default List<Written> repair(RunContext context, Map<Table, String> damaged) {
    String words =
        damaged.entrySet().stream()
            .map(e -> e.getKey() + ": " + e.getValue())
            .collect(Collectors.joining("; "));
    throw new DataCheckException(
        "Cannot run "
            + name()
            + ": its tables were damaged from outside ("
            + words
            + "). Restore these folders from a backup of the lakehouse; nothing was written.");
  }
}
