package io.segmentlake.jobs.benchmark;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerApplicationEnd;
import org.apache.spark.scheduler.SparkListenerEvent;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.columnar.InMemoryTableScanExec;
import org.apache.spark.sql.execution.exchange.ReusedExchangeExec;
import org.apache.spark.sql.execution.ui.SparkListenerSQLExecutionEnd;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Watches a run from inside its JVM: bytes that tasks read, and how often each table was scanned
 * and the size of the files that these scans opened, as the executed plans have it. Spark makes it,
 * by {@code spark.extraListeners}.
 */
public final class RunObserver extends SparkListener {
  /** System property with the file to write when the run ends. */
  static final String FILE = "segmentlake.benchmark.notes";

  private final Map<String, Set<Integer>> scans = new HashMap<>();
  private final Map<String, Long> opened = new TreeMap<>();
  private long bytesRead;

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd task) {
    if (task.taskMetrics() != null) {
      bytesRead += task.taskMetrics().inputMetrics().bytesRead();
    }
  }

  @Override
  public synchronized void onOtherEvent(SparkListenerEvent event) {
    if (event instanceof SparkListenerSQLExecutionEnd end && end.qe() != null) {
      collect(((QueryExecution) end.qe()).executedPlan());
    }
  }

  @Override
  public synchronized void onApplicationEnd(SparkListenerApplicationEnd end) {
    Map<String, Integer> counts = new TreeMap<>();
    scans.forEach((table, nodes) -> counts.put(table, nodes.size()));
    new RunNotes(bytesRead, counts, opened).write(Path.of(System.getProperty(FILE)));
  }

  /** A plan that was cached is met by each that reads the cache, and still scans once. */
  private void collect(SparkPlan plan) {
    if (plan instanceof FileSourceScanExec scan) {
      String root = scan.relation().location().rootPaths().head().toString();
      if (scans.computeIfAbsent(table(root), t -> new HashSet<>()).add(scan.id())) {
        opened.merge(table(root), scan.metrics().apply("filesSize").value(), Long::sum);
      }
    } else if (plan instanceof AdaptiveSparkPlanExec adaptive) {
      collect(adaptive.executedPlan());
    } else if (plan instanceof QueryStageExec stage) {
      collect(stage.plan());
    } else if (plan instanceof InMemoryTableScanExec cached) {
      collect(cached.relation().cacheBuilder().cachedPlan());
    } else if (!(plan instanceof ReusedExchangeExec)) {
      CollectionConverters.asJava(plan.children()).forEach(this::collect);
      CollectionConverters.asJava(plan.subqueries()).forEach(this::collect);
    }
  }

  /** Schema and name: the last two parts of the folder. */
  private static String table(String root) {
    return Path.of(root.replaceFirst("^file:", "")).getParent().getFileName()
        + "."
        + Path.of(root.replaceFirst("^file:", "")).getFileName();
  }
}
