package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.Runner;
import io.segmentlake.jobs.Schedule;
import io.segmentlake.jobs.ShopKeys;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.generate.GenerateOptions;
import io.segmentlake.jobs.generate.ShopGenerator;
import io.segmentlake.jobs.report.Report;
import io.segmentlake.jobs.segments.SegmentList;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code demo}: a shop is made up, loaded and cut into segments, from nothing to a page to look at.
 */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Generate a shop, run the daily pipeline for the last day and seven before it, show the segments.",
      "Run again, it finds what is already there."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake demo                    10,000 customers, one year",
      "  segmentlake demo --customers 2000   quicker"
    })
public final class DemoCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final int DAYS = 365;

  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Registered customers on the last day (default: ${DEFAULT-VALUE}).")
  private int customers;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    options.evaluatingDaysBefore(7, GenerateOptions.DEFAULT_UNTIL);
    try (RunContext context = options.context(System.out)) {
      GenerateOptions wanted = wanted(context);
      System.out.println(
          "Generating a shop of " + customers + " customers and " + DAYS + " days …");
      System.out.print(new ShopGenerator(context.spark()).generate(wanted).summary());
      context.settings().localLakehouse().ifPresent(ShopKeys::make);
      String summary = Runner.summary(new Runner(context).run(Schedule.DAILY.jobs().ordered()));
      System.out.printf("%n%s%nSegments as of %s%n%n", summary, context.asOf());
      System.out.print(SegmentList.of(context.lakehouse(), context.asOf()));
      Path page =
          Path.of(
              context.settings().localLakehouse().map(Path::toString).orElse("."), "report.html");
      System.out.printf("%nThe report: %s%n", Report.write(context, page).file());
      return ExitCode.DONE;
    }
  }

  private GenerateOptions wanted(RunContext context) {
    try {
      return GenerateOptions.of(customers, DAYS, SEED, context.asOf(), context.landing());
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
