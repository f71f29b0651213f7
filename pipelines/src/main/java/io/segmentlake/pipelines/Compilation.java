package io.segmentlake.pipelines;

import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/**
 * Whether Spark compiles its plans to Java. That costs about 50 ms a plan and step and the time of
 * the JVM's own compiler: worth it where many rows run through the code, and a third of the time of
 * a day that brings few.
 */
public final class Compilation {
  /**
   * Between what was measured: of 1,600 records interpreted plans were done a quarter sooner, of
   * 540,000 compiled ones.
   */
  private static final String MANY_ROWS = "100000";

  /** Option of a session for another number, 0 where no rows are to come to the driver. */
  private static final String OPTION = "spark.segmentlake.many-rows";

  /** Few rows are asked for whole: one job finds them, rather than one per partition tried. */
  private static final String PARTITIONS_TRIED = "spark.sql.limit.initialNumPartitions";

  private static final String FACTORY = "spark.sql.codegen.factoryMode";
  private static final String INTERPRETED = "NO_CODEGEN";
  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";

  private Compilation() {}

  /** Whether a session is at work through which few rows run. */
  static boolean isForFew(SparkSession spark) {
    return spark.conf().get(FACTORY).equals(INTERPRETED);
  }

  /** Does work through which so many rows run; both ways have the same results. */
  public static <T> T forRows(SparkSession spark, long rows, Supplier<T> work) {
    if (rows >= Long.parseLong(spark.conf().get(OPTION, MANY_ROWS))) {
      return work.get();
    }
    String factory = spark.conf().get(FACTORY);
    String wholeStage = spark.conf().get(WHOLE_STAGE);
    String tried = spark.conf().get(PARTITIONS_TRIED);
    spark.conf().set(FACTORY, INTERPRETED);
    spark.conf().set(PARTITIONS_TRIED, "1000");
    spark.conf().set(WHOLE_STAGE, "false");
    try {
      return work.get();
    } finally {
      spark.conf().set(FACTORY, factory);
      spark.conf().set(WHOLE_STAGE, wholeStage);
      spark.conf().set(PARTITIONS_TRIED, tried);
    }
  }
}
