package io.segmentlake.jobs.generate;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;

/** Computes figures from the files of truth. */
final class TruthFigures {
  private final SparkSession spark;
  private final GenerateOptions options;

  TruthFigures(SparkSession spark, GenerateOptions options) {
    this.spark = spark;
    this.options = options;
  }

  /** Each task reads a file; only tallies come to the driver, never customers. */
  Figures compute(List<WrittenFile> files) {
    List<TruthFile> truths =
        files.stream()
            .filter(f -> f.feed().isTruth())
            .map(f -> new TruthFile(f.feed(), options.truth() + "/" + f.path()))
            .toList();
    SerializableConfiguration hadoop =
        new SerializableConfiguration(spark.sessionState().newHadoopConf());
    return JavaSparkContext.fromSparkContext(spark.sparkContext())
        .parallelize(truths, truths.size())
        .map(file -> tally(file, new Folders(hadoop.value())))
        .reduce(Tally::plus)
        .figures();
  }

  private static Tally tally(TruthFile file, Folders folders) throws IOException {
    Path path = new Path(file.path());
    List<String> names = List.of(file.feed().header.split(","));
    Tally tally = new Tally();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(folders.of(path).open(path), StandardCharsets.UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        add(file.feed(), new Fields(names, line.split(",", -1)), tally);
      }
    }
    return tally;
  }

  private static void add(Feed feed, Fields fields, Tally tally) {
    if (feed == Feed.TRUE_TRIAL) {
      double uplift = Double.parseDouble(fields.of("uplift"));
      tally.trial(fields.isTrue("is_treated"), uplift, fields.isTrue("buys_in_window"));
    } else if (fields.isTrue("is_scored")) {
      tally.score(Double.parseDouble(fields.of("p_buys_30d")), fields.isTrue("buys_30d"));
    }
  }

  private record TruthFile(Feed feed, String path) implements Serializable {}

  private record Fields(List<String> names, String[] values) {
    String of(String name) {
      return values[names.indexOf(name)];
    }

    boolean isTrue(String name) {
      return of(name).equals("true");
    }
  }
}
