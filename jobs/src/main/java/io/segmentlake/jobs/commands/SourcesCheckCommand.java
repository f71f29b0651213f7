package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.pipelines.bronze.SourcePreview;
import io.segmentlake.pipelines.bronze.SourcePreview.FeedSample;
import io.segmentlake.pipelines.bronze.SourcePreview.StreamSample;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code sources check}: all mistakes of the mappings, then what the first rows would become. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Print all mistakes of a shop's source mappings; without any, read the first records of each"
          + " feed and show what would be loaded.",
      "Customer numbers and personal values are hidden. Nothing is written."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake sources check                                               the generated shop",
      "  segmentlake sources check --shop my-shop --landing exports --rows 20    an own shop"
    })
public final class SourcesCheckCommand implements Callable<Integer> {
  private static final int WIDEST = 24;

  @Option(
      names = "--rows",
      paramLabel = "N",
      defaultValue = "5",
      description = "Records to read of each feed (default: ${DEFAULT-VALUE}).")
  private int rows;

  @Mixin private RunOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (RunContext context = options.context(System.out)) {
      List<SourceMapping> mappings = SourceMapping.load(context.configuration(), context.shop());
      SourcePreview preview = new SourcePreview(context.spark(), context.landing(), rows);
      List<FeedSample> samples = preview.of(mappings);
      samples.forEach(sample -> print(out, sample));
      out.print(summary(samples));
      out.flush();
      return ExitCode.DONE;
    }
  }

  private static void print(PrintWriter out, FeedSample sample) {
    for (StreamSample stream : sample.streams()) {
      if (!stream.rows().isEmpty()) {
        out.printf("%s → %s (%s)%n", sample.feed(), stream.stream(), sample.file().orElse(""));
        TextTable table = new TextTable(stream.columns().toArray(String[]::new));
        stream
            .rows()
            .forEach(row -> table.row(row.stream().map(SourcesCheckCommand::cut).toArray()));
        out.println(table);
      }
    }
  }

  private static TextTable summary(List<FeedSample> samples) {
    TextTable table = new TextTable("feed", "files", "records read", "would be quarantined");
    for (FeedSample sample : samples) {
      StringBuilder refused = new StringBuilder();
      sample
          .refused()
          .forEach(
              (reason, count) ->
                  refused
                      .append(refused.isEmpty() ? "" : ", ")
                      .append(count)
                      .append(": ")
                      .append(reason));
      table.row(sample.feed(), sample.files(), sample.records(), refused);
    }
    return table;
  }

  private static String cut(String text) {
    if (text == null || text.codePointCount(0, text.length()) <= WIDEST) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, WIDEST - 1)) + "…";
  }
}
