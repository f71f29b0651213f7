package io.segmentlake.jobs.runs;

import io.segmentlake.pipelines.ops.Runs.Stage;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerStageCompleted;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.StageInfo;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionStart;

/** Watches where in our code the time of Spark's stages goes. */
public final class StageWatch extends SparkListener {
  private static final int MOST = 3;
  private static final String EXECUTION = "spark.sql.execution.id";

  /**
   * A frame of ours in Spark's note of who asked: class and method. Classes at the root of a module
   * read and write for all others, and tell nothing.
   */
  private static final Pattern OURS =
      Pattern.compile("io\\.segmentlake\\.\\w+\\.((?:\\w+\\.)+?[A-Z]\\w*)[\\w$]*\\.([\\w$<>]+)\\(");

  private static final Pattern LAMBDA = Pattern.compile("lambda\\$(\\w+)\\$\\d+");

  private final Map<Long, String> placeOfQuery = new HashMap<>();
  private final Map<Integer, String> placeOfStage = new HashMap<>();
  private final Map<String, Stage> spent = new HashMap<>();

  @Override
  public synchronized void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionStart start) {
      placeOfQuery.put(start.executionId(), place(start.details(), start.description()));
    } else if (event instanceof SparkListenerSQLExecutionEnd end) {
      placeOfQuery.remove(end.executionId());
    }
  }

  /** A stage of a query is asked for by a thread of Spark's own: the query knows who asked. */
  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted event) {
    StageInfo stage = event.stageInfo();
    Properties properties = event.properties();
    String query = properties == null ? null : properties.getProperty(EXECUTION);
    String own = place(stage.details(), stage.name());
    placeOfStage.put(
        stage.stageId(), query == null ? own : placeOfQuery.getOrDefault(Long.valueOf(query), own));
  }

  @Override
  public synchronized void onStageCompleted(SparkListenerStageCompleted event) {
    StageInfo stage = event.stageInfo();
    String known = placeOfStage.remove(stage.stageId());
    if (stage.submissionTime().isDefined() && stage.completionTime().isDefined()) {
      long millis = (long) stage.completionTime().get() - (long) stage.submissionTime().get();
      String place = known == null ? stage.name() : known;
      spent.merge(
          place,
          new Stage(place, stage.numTasks(), BigDecimal.valueOf(millis, 3)),
          (a, b) -> new Stage(place, a.tasks() + b.tasks(), a.seconds().add(b.seconds())));
    }
  }

  /** The places with most seconds since this was asked last, the slowest first. */
  public List<Stage> slowest(SparkContext context) {
    try {
      context.listenerBus().waitUntilEmpty();
    } catch (TimeoutException e) {
      // Spark is behind with its notes; those that came are told.
    }
    synchronized (this) {
      List<Stage> slowest =
          spent.values().stream()
              .sorted(Comparator.comparing(Stage::seconds).reversed().thenComparing(Stage::place))
              .limit(MOST)
              .toList();
      spent.clear();
      return slowest;
    }
  }

  /**
   * For example {@code silver.SilverOrders.apply}; what Spark calls it where nobody of us asked.
   */
  static String place(String details, String name) {
    Matcher ours = OURS.matcher(details);
    if (!ours.find()) {
      return name;
    }
    Matcher lambda = LAMBDA.matcher(ours.group(2));
    return ours.group(1) + "." + (lambda.matches() ? lambda.group(1) : ours.group(2));
  }
}
