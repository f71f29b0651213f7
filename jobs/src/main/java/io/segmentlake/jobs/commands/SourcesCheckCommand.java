package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.TextTable;
import io.segmentlake.models.sources.SourceMapping;
import io.segmentlake.pipelines.bronze.SourceCheck;
import io.segmentlake.pipelines.bronze.SourceCheckResult.FeedCheck;
import io.segmentlake.pipelines.bronze.SourceCheckResult.Refusal;
import io.segmentlake.pipelines.bronze.SourceCheckResult.StreamCheck;
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
      List<FeedCheck> checks =
          new SourceCheck(context.spark(), rows).feeds(mappings, context.landing());
      checks.forEach(check -> print(out, check));
      out.print(summary(checks));
      out.flush();
      return ExitCode.DONE;
    }
  }

  private static void print(PrintWriter out, FeedCheck check) {
    for (StreamCheck stream : check.streams()) {
      if (!stream.rows().isEmpty()) {
        out.printf("%s → %s (%s)%n", name(check), stream.stream(), check.path().orElse(""));
        TextTable table = new TextTable(stream.columns().toArray(String[]::new));
        stream
            .rows()
            .forEach(row -> table.row(row.stream().map(SourcesCheckCommand::cut).toArray()));
        out.println(table);
      }
    }
    if (!check.refused().isEmpty()) {
      out.printf("%s → quarantine (%s)%n", name(check), check.path().orElse(""));
      TextTable table = new TextTable("line", "why", "shape of the record");
      for (Refusal refused : check.refused()) {
        table.row(refused.line(), refused.reason(), refused.shape());
      }
      out.println(table);
    }
  }

  private static String name(FeedCheck check) {
    return check.source() + "." + check.feed();
  }

  private static TextTable summary(List<FeedCheck> checks) {
    TextTable table = new TextTable("feed", "files", "records read", "would be quarantined");
    for (FeedCheck check : checks) {
      table.row(name(check), check.files(), check.records(), check.refused().size());
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
