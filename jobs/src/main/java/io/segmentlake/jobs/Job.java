package io.segmentlake.jobs;

import io.segmentlake.models.tables.Table;
import java.util.List;

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

  /** Does its work for {@link RunContext#asOf()}; done twice, it changes nothing more. */
  Outcome run(RunContext context);
}
