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
  private static final long MANY_ROWS = 100_000;

  private static final String FACTORY = "spark.sql.codegen.factoryMode";
  private static final String WHOLE_STAGE = "spark.sql.codegen.wholeStage";

  private Compilation() {}

  /** Does work through which so many rows run; both ways have the same results. */
  public static <T> T forRows(SparkSession spark, long rows, Supplier<T> work) {
    if (rows >= MANY_ROWS) {
      return work.get();
    }
    String factory = spark.conf().get(FACTORY);
    String wholeStage = spark.conf().get(WHOLE_STAGE);
    spark.conf().set(FACTORY, "NO_CODEGEN");
    spark.conf().set(WHOLE_STAGE, "false");
    try {
      return work.get();
    } finally {
      spark.conf().set(FACTORY, factory);
      spark.conf().set(WHOLE_STAGE, wholeStage);
    }
  }
}
