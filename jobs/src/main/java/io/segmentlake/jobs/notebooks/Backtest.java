package io.segmentlake.jobs.notebooks;

import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.daily.CustomerJob;
import io.segmentlake.jobs.segments.Draft;
import io.segmentlake.models.segments.CompiledSegments;
import io.segmentlake.pipelines.segments.DraftBacktest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A draft of a segment, tried on the past. */
public final class Backtest {
  private final String id;
  private final DraftBacktest drafts;

  private Backtest(String id, DraftBacktest drafts) {
    this.id = id;
    this.drafts = drafts;
  }

  /**
   * Reads a draft together with the definitions in force, on which it may build.
   *
   * @param yaml one definition, as in a file of {@code conf/segments}
   * @throws io.segmentlake.models.configuration.ConfigurationException with all its mistakes
   */
  static Backtest of(RunContext context, Path definitions, String yaml) {
    Draft draft = read(definitions, yaml);
    draft.catalogue().orThrow();
    if (draft.segments().size() != 1) {
      throw new UsageException(
          "Cannot try the draft: it has %d segments. Give one.".formatted(draft.segments().size()));
    }
    String id = draft.segments().keySet().iterator().next();
    CompiledSegments compiled = CompiledSegments.of(draft.catalogue().with(Set.of(id)));
    return new Backtest(id, new DraftBacktest(CustomerJob.history(context), compiled));
  }

  private static Draft read(Path definitions, String yaml) {
    try {
      Path file = Files.createTempFile("draft", ".yaml");
      try {
        Files.writeString(file, yaml);
        return Draft.read(definitions, file);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot keep the draft in a file", e);
    }
  }

  /** The draft's id. */
  public String id() {
    return id;
  }

  /**
   * Members and all other buyers at dates a week apart, with what each then did, as {@link
   * DraftBacktest#of} has it.
   *
   * @param weeks how many dates
   * @param until business date up to the end of which all is known, and the last of the dates
   * @param horizonDays how long after each date
   */
  public Dataset<Row> weekly(int weeks, LocalDate until, int horizonDays) {
    List<LocalDate> dates =
        IntStream.range(0, weeks).mapToObj(i -> until.minusWeeks(weeks - 1L - i)).toList();
    return drafts.of(id, dates, horizonDays, until);
  }
}
