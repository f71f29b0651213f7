package io.segmentlake.jobs.commands;

import io.segmentlake.jobs.ExitCode;
import io.segmentlake.jobs.RunContext;
import io.segmentlake.jobs.ShopKeys;
import io.segmentlake.jobs.UsageException;
import io.segmentlake.jobs.generate.GenerateOptions;
import io.segmentlake.jobs.generate.GeneratedShop;
import io.segmentlake.jobs.generate.ShopGenerator;
import java.time.LocalDate;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code generate}: raw day files of a made-up shop, as real exports are. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Generate the raw files of a shop: orders, lines, customers, products, web and e-mail events,"
          + " consents and more, with the flaws of real exports.",
      "What is planted in them (churn, tastes, uplift) goes to the folder truth beside the landing"
          + " folder, which no job reads. The same options give the same bytes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  segmentlake generate                                          10,000 customers, one year",
      "  segmentlake generate --customers 1000000 --days 730 --seed 7 --lakehouse big"
    })
public final class GenerateCommand implements Callable<Integer> {
  @Option(
      names = "--customers",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Registered customers on the last day (default: ${DEFAULT-VALUE}).")
  private int customers;

  @Option(
      names = "--days",
      paramLabel = "D",
      defaultValue = "365",
      description = "Days with files; the last is --as-of (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Another seed, another shop (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Mixin private RunOptions options;

  @Override
  public Integer call() {
    try (RunContext context = options.context(System.out)) {
      GenerateOptions wanted = wanted(context.landing());
      GeneratedShop shop = new ShopGenerator(context.spark()).generate(wanted);
      context.settings().localLakehouse().ifPresent(ShopKeys::make);
      System.out.print(shop.summary());
      System.out.println("Files: " + wanted.landing());
      return ExitCode.DONE;
    }
  }

  private GenerateOptions wanted(String landing) {
    LocalDate until = options.asOf().orElse(GenerateOptions.DEFAULT_UNTIL);
    try {
      return GenerateOptions.of(customers, days, seed, until, landing);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
