package io.segmentlake.pipelines.segments;

import io.segmentlake.models.membership.Evaluated;
import io.segmentlake.models.membership.Interval;
import io.segmentlake.models.membership.Retirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF5;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * What has to be done to the stored intervals of one segment and person, given the dates on which a
 * run found the person in, or the end of a version that the run no longer asks.
 *
 * @see Evaluated
 * @see Retirement
 */
final class Splice implements UDF5<Seq<Row>, Seq<Integer>, Long, Long, Long, List<Row>> {
  private static final long serialVersionUID = 1L;

  private final long[] instants;

  /**
   * The splice of one run.
   *
   * @param instants evaluated by the run, ascending, in microseconds
   */
  Splice(long[] instants) {
    this.instants = instants.clone();
  }

  /**
   * The {@link IntervalOperations}, none where nothing changes.
   *
   * @param stored rows (valid_from, valid_to, known_from, reason_in, reason_out), in any order;
   *     null for none
   * @param in indexes of the run's instants at which the person was in; null for none
   * @param next instant evaluated earlier that follows the run's; null for none
   * @param last latest instant evaluated before the run; null for none
   * @param ends when the version ended; null for one that the run asks
   */
  @Override
  public List<Row> call(Seq<Row> stored, Seq<Integer> in, Long next, Long last, Long ends) {
    IntervalOperations operations = new IntervalOperations(stored);
    List<Interval> before = operations.stored();
    List<Interval> after =
        ends == null
            ? new Evaluated(instants(), answers(in), Optional.ofNullable(next)).into(before)
            : new Retirement(ends).into(before);
    return operations.to(after, last);
  }

  private List<Long> instants() {
    return java.util.Arrays.stream(instants).boxed().toList();
  }

  private List<Boolean> answers(Seq<Integer> in) {
    List<Boolean> answers = new ArrayList<>(java.util.Collections.nCopies(instants.length, false));
    if (in != null) {
      CollectionConverters.asJava(in).forEach(i -> answers.set(i, true));
    }
    return answers;
  }
}
